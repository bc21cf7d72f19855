using IoTrace.Analysis.Results;

namespace IoTrace.Analysis.Verdicts.Rules;

/// <summary>Runnable without a processor, because neighbours keep them busy or a quota is used up.</summary>
internal sealed class CpuContentionRule() : CauseRule(Cause.CpuContention)
{
    /// <summary>
    /// A process that waits for a processor for this much of the time it could run gets so little that its own work is not what
    /// limits it, even where it computes for longer than it waits for a processor.
    /// </summary>
    private const double Starved = 0.35;

    /// <summary>A process that keeps this share of the machine busy has no neighbours to blame.</summary>
    private const double Full = 0.85;

    /// <summary>Less throttling than this share of the window is the quota's rounding, not its limit.</summary>
    private const double Throttled = 0.05;

    public override double Share(in Features features) =>
        OwnThreadsFillTheMachine(features.Window) ? 0 : features.Wall[ThreadState.Runnable];

    /// <summary>Whether it gets so little of the processors that its own work is not what limits it.</summary>
    public static bool Starves(in Features features)
    {
        var runnable = features.Wall[ThreadState.Runnable];
        var running = features.PlainCpu + features.Wall[ThreadState.Gc] + features.Wall[ThreadState.Jit];
        return !OwnThreadsFillTheMachine(features.Window) && runnable > Starved * (runnable + running);
    }

    /// <summary>Whether the process itself uses up the processors. A quota is not the machine: there are more processors than it may use.</summary>
    public static bool OwnThreadsFillTheMachine(WindowFeatures window) =>
        window.Processors is { } all && window.ProcessorsUsed > Full * all && !HeldBackByQuota(window);

    /// <summary>Whether its control group used up its processor quota for a part of the window worth telling.</summary>
    public static bool HeldBackByQuota(WindowFeatures window) =>
        window.Volume is { Seconds: > 0 } volume && volume.ThrottledSeconds > Throttled * volume.Seconds;
}
