namespace IoTrace.Analysis.Timeline;

/// <summary>What the process as a whole waits for at a look at which none of its threads works.</summary>
/// <param name="State">The state.</param>
/// <param name="Activity">The bearing of the threads that are in this wait, where any are.</param>
/// <param name="Reliability">How it is known.</param>
internal readonly record struct Claim(ThreadState State, Activity Activity, Reliability Reliability)
{
    /// <summary>Whether it is, or may be, input or output that keeps the workers of a starved pool.</summary>
    public bool IsKeptByIo { get; init; }
}
