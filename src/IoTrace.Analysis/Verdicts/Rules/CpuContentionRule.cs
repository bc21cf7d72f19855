using IoTrace.Analysis.Results;

namespace IoTrace.Analysis.Verdicts.Rules;

/// <summary>
/// Runnable without a processor, because neighbours keep them busy or a quota is used up. What its own threads make each other wait
/// is not in the features' runnable share any more.
/// </summary>
internal sealed class CpuContentionRule() : CauseRule(Cause.CpuContention)
{
    /// <summary>
    /// A process that neighbours keep waiting for more than this share of the time it could run has more of it to win from them than from
    /// its own work. Who keeps it waiting is inferred, so neither side gets a start.
    /// </summary>
    private const double StarvedByNeighbours = 0.5;

    /// <summary>
    /// The same where a quota does it, which the kernel tells for certain: so little is got that its own work is not what limits it, even
    /// where it computes for longer than it is held back. Chosen: it gets less than two thirds of what it asks for. The program under a quota
    /// of tests/IoTrace.Accuracy gets 0.3 of one processor, well beyond it.
    /// </summary>
    private const double StarvedByQuota = 0.35;

    /// <summary>
    /// Less throttling than this share of the window is the quota's rounding, not its limit. Chosen: the kernel hands a quota out in slices
    /// of 5 ms (sched_cfs_bandwidth_slice_us), a twentieth of its usual period.
    /// </summary>
    private const double Throttled = 0.05;

    public override double Share(in Features features) => features.Wall[ThreadState.Runnable];

    /// <summary>Whether it gets so little of the processors that its own work is not what limits it.</summary>
    public static bool Starves(in Features features)
    {
        var (waiting, all) = Hunger(features);
        return waiting > StarvesFrom(features.Window) * all;
    }

    /// <summary>The share of the time it could run in which it is kept waiting by others; 0 to 1.</summary>
    public static double KeptWaiting(in Features features)
    {
        var (waiting, all) = Hunger(features);
        return all > 0 ? waiting / all : 0;
    }

    /// <summary>From which such share on it gets too little of the processors.</summary>
    public static double StarvesFrom(WindowFeatures window) => HeldBackByQuota(window) ? StarvedByQuota : StarvedByNeighbours;

    private static (double Waiting, double All) Hunger(in Features features)
    {
        var runnable = features.Wall[ThreadState.Runnable];
        return (runnable, runnable + features.PlainCpu + features.Wall[ThreadState.Gc] + features.Wall[ThreadState.Jit]);
    }

    /// <summary>Whether its control group used up its processor quota for a part of the window worth telling.</summary>
    public static bool HeldBackByQuota(WindowFeatures window) =>
        window.Volume is { Seconds: > 0 } volume && volume.ThrottledSeconds > Throttled * volume.Seconds;
}
