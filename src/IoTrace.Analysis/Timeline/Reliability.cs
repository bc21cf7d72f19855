namespace IoTrace.Analysis.Timeline;

/// <summary>How a wait is known; what is known less well is less often right.</summary>
public enum Reliability
{
    /// <summary>The runtime or the probe told it.</summary>
    Told,

    /// <summary>The kernel shows a thread in it, or nothing could have hidden another wait.</summary>
    Seen,

    /// <summary>Inferred from what was seen: something else may look the same, but is less likely.</summary>
    Inferred,

    /// <summary>Hardly anything speaks for it but that nothing else explains the time.</summary>
    Guessed,
}
