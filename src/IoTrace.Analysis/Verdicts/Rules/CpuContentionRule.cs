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

    public override double Share(in Features features) =>
        OwnThreadsFillTheMachine(features.Window) ? 0 : features.Wall[ThreadState.Runnable];

    /// <summary>Whether it gets so little of the processors that its own work is not what limits it.</summary>
    public static bool Starves(in Features features)
    {
        var runnable = features.Wall[ThreadState.Runnable];
        var running = features.PlainCpu + features.Wall[ThreadState.Gc] + features.Wall[ThreadState.Jit];
        return !OwnThreadsFillTheMachine(features.Window) && runnable > Starved * (runnable + running);
    }

    /// <summary>Whether the process itself uses up the processors.</summary>
    public static bool OwnThreadsFillTheMachine(WindowFeatures window) => window.Processors is { } all && window.ProcessorsUsed > Full * all;
}
