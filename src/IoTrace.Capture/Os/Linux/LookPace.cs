using IoTrace.Analysis.Observations;

namespace IoTrace.Capture.Os.Linux;

/// <summary>
/// When something dear is looked at again: the rest after a look is so many times what the look cost, and no shorter than the interval.
/// </summary>
/// <param name="firstAfter">The rest before the first look.</param>
/// <param name="interval">The shortest rest.</param>
/// <param name="restFactor">The rest, in costs of the look before it.</param>
internal sealed class LookPace(Duration firstAfter, Duration interval, int restFactor)
{
    private Timestamp? due;
    private bool hasLooked;

    public bool IsDue(Timestamp now)
    {
        due ??= now + firstAfter;
        return now >= due;
    }

    /// <summary>A look was made, and cost this much processor time.</summary>
    public void Looked(Timestamp now, Duration cost)
    {
        // The first look is compiled while it runs, and what it meets is new to it: that says nothing of the next one's cost.
        var rest = hasLooked ? new Duration(restFactor * cost.Nanoseconds) : interval;
        hasLooked = true;
        due = now + (rest > interval ? rest : interval);
    }
}
