using IoTrace.Analysis.Results;

namespace IoTrace.Analysis.Verdicts.Rules;

/// <summary>Runnable without a processor, because neighbours keep them busy or a quota is used up.</summary>
internal sealed class CpuContentionRule() : CauseRule(Cause.CpuContention)
{
    /// <summary>
    /// A process that waits for a processor for this much of the time it could run gets so little that its own work is not what
    /// limits it: the processor time itself is then part of the same cause.
    /// </summary>
    private const double Starved = 0.35;

    /// <summary>A process that keeps this share of the machine busy has no neighbours to blame.</summary>
    private const double Full = 0.85;

    public override double Share(in Features features)
    {
        var runnable = features.Wall[ThreadState.Runnable];
        if (OwnThreadsFillTheMachine(features.Window))
        {
            return 0;
        }

        // Just above the processor time that it displaces, so that the two do not tie.
        var running = features.PlainCpu + features.Wall[ThreadState.Gc] + features.Wall[ThreadState.Jit];
        return runnable > Starved * (runnable + running) ? Math.Max(runnable, running * 1.01) : runnable;
    }

    /// <summary>Whether the process itself uses up the processors.</summary>
    public static bool OwnThreadsFillTheMachine(WindowFeatures window) => window.Processors is { } all && window.ProcessorsUsed > Full * all;
}
