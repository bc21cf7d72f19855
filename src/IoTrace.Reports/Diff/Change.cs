namespace IoTrace.Reports.Diff;

/// <summary>One figure before and after.</summary>
/// <param name="Name">What it is of: a state, a path, a peer, a method.</param>
/// <param name="Unit">How it is measured.</param>
/// <param name="Before">Its mean over the recordings before; null where it is not in any.</param>
/// <param name="After">Its mean over the recordings after; null where it is not in any.</param>
/// <param name="Low">Lower end of the 95 % interval of the difference, in the unit.</param>
/// <param name="High">Upper end of the 95 % interval of the difference, in the unit.</param>
/// <param name="Detectable">The smallest difference that four of five such comparisons would have found, in the unit.</param>
/// <param name="Finding">What can be said.</param>
public sealed record Change(string Name, ChangeUnit Unit, double? Before, double? After, double Low, double High, double Detectable, Finding Finding)
{
    /// <summary>After minus before; what is missing counts as zero.</summary>
    public double Difference => (After ?? 0) - (Before ?? 0);

    /// <summary>The difference as a share of the value before; null where that was zero.</summary>
    public double? Relative => Before is > 0 and var before ? Difference / before : null;
}

/// <summary>How a figure is measured.</summary>
public enum ChangeUnit
{
    /// <summary>Seconds of one run, or of one request.</summary>
    Seconds,

    /// <summary>A share of the wall clock; 0 to 1.</summary>
    Share,

    /// <summary>Seconds of thread time for each second of the recording.</summary>
    SecondsPerSecond,
}
