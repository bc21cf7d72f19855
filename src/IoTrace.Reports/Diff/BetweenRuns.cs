namespace IoTrace.Reports.Diff;

/// <summary>
/// How much a figure varies from run to run of the same program, beyond what shows within one run. It counts where a side has one
/// recording, and is outweighed by what several recordings show.
/// </summary>
internal static class BetweenRuns
{
    /// <summary>As a share of the figure: run time, time at a file or a peer.</summary>
    public const double Relative = 0.1;

    /// <summary>Of a share of the wall clock, in units of the spread of a share, sqrt(p (1 - p)).</summary>
    private const double OfSpread = 0.06;

    /// <summary>The standard deviation of a share of the wall clock between runs.</summary>
    public static double OfShare(double share) => OfSpread * Math.Sqrt(Math.Clamp(share, 0, 1) * (1 - Math.Clamp(share, 0, 1)));
}
