namespace IoTrace.Analysis.Timeline;

/// <summary>Tells what a process waits for when no thread of it works.</summary>
internal interface IProcessWaits
{
    /// <summary>The wait at a look.</summary>
    Claim At(Instant look);
}
