using IoTrace.Analysis.Results;

namespace IoTrace.Analysis.Verdicts.Rules;

/// <summary>
/// Runnable without a processor, because neighbours keep them busy or a quota is used up. What its own threads make each other wait
/// is not in the features' runnable share any more.
/// </summary>
internal sealed class CpuContentionRule() : CauseRule(Cause.CpuContention)
{
    /// <summary>
    /// A process that waits for a processor for this much of the time it could run gets so little that its own work is not what
    /// limits it, even where it computes for longer than it waits for a processor.
    /// </summary>
    private const double Starved = 0.35;

    /// <summary>Less throttling than this share of the window is the quota's rounding, not its limit.</summary>
    private const double Throttled = 0.05;

    public override double Share(in Features features) => features.Wall[ThreadState.Runnable];

    /// <summary>Whether it gets so little of the processors that its own work is not what limits it.</summary>
    public static bool Starves(in Features features)
    {
        var runnable = features.Wall[ThreadState.Runnable];
        var running = features.PlainCpu + features.Wall[ThreadState.Gc] + features.Wall[ThreadState.Jit];
        return runnable > Starved * (runnable + running);
    }

    /// <summary>Whether its control group used up its processor quota for a part of the window worth telling.</summary>
    public static bool HeldBackByQuota(WindowFeatures window) =>
        window.Volume is { Seconds: > 0 } volume && volume.ThrottledSeconds > Throttled * volume.Seconds;
}
