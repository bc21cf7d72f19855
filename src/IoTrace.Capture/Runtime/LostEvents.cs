namespace IoTrace.Capture.Runtime;

/// <summary>
/// Counts the events that the runtime dropped. The library's own sum goes wrong by nearly 2³¹ each time a thread id is used again by the
/// kernel, which an hour of pool threads is enough for; the steps that it takes are right, those apart.
/// </summary>
internal sealed class LostEvents
{
    /// <summary>No gap between two events of a thread is that long.</summary>
    private const uint LargestStep = 1 << 30;

    private uint last;

    /// <summary>Takes in the library's sum, after each event and after the last. Returns how many were dropped since it was taken before.</summary>
    public long Take(int sum)
    {
        var now = unchecked((uint)sum);
        var step = unchecked(now - last);
        last = now;
        return step < LargestStep ? step : 0;
    }
}
