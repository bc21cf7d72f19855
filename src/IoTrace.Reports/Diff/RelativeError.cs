using IoTrace.Analysis.Results;

namespace IoTrace.Reports.Diff;

/// <summary>The standard error of a figure within one recording, as a share of the figure.</summary>
internal static class RelativeError
{
    /// <summary>Thread time that one burst of stacks stands for, in seconds: bursts come about once a second.</summary>
    private const double SecondsPerBurst = 1;

    /// <summary>From the interval of an estimate; of an exact figure from the number of its operations.</summary>
    public static double Of(FileUsage file)
    {
        if (file is { Exact: false, WaitLow: { } low, WaitHigh: { } high } && file.WaitSeconds > 0)
            return (high - low) / 2 / Normal.Ninety5 / file.WaitSeconds;
        return OfCount(file.Operations.IsDefaultOrEmpty ? 1 : file.Operations.Max(use => use.Count));
    }

    /// <summary>From the number of operations.</summary>
    public static double Of(EndpointUsage peer) => OfCount(peer.Operations ?? 1);

    /// <summary>Of thread time that is known from bursts of stacks.</summary>
    public static double OfSampled(double seconds) => OfCount((long)(seconds / SecondsPerBurst));

    private static double OfCount(long count) => 1 / Math.Sqrt(Math.Max(1, count));
}
