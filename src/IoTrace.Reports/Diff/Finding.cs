namespace IoTrace.Reports.Diff;

/// <summary>What can be said of a figure in two recordings or two groups of them.</summary>
public enum Finding
{
    /// <summary>Lower after the change, by more than chance explains.</summary>
    Less,

    /// <summary>Higher after the change, by more than chance explains.</summary>
    More,

    /// <summary>Any difference is too small to matter.</summary>
    Unchanged,

    /// <summary>A difference that matters may be there or not: the recordings are too short, too few or too noisy.</summary>
    CannotTell,
}
