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
    /// <summary>The first look is compiled while it runs, and what it meets is new to it: so much of its cost says nothing of the next one's.</summary>
    private static readonly Duration Compiling = Duration.FromMilliseconds(20);

    /// <summary>How much of the first one's cost was that, the second one tells, which comes no later.</summary>
    private static readonly Duration LongestFirstRest = Duration.FromSeconds(1);

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
        var rest = new Duration(hasLooked
            ? restFactor * cost.Nanoseconds
            : Math.Min(restFactor * (cost - Compiling).Nanoseconds, LongestFirstRest.Nanoseconds));
        hasLooked = true;
        due = now + (rest > interval ? rest : interval);
    }
}
