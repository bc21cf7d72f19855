using IoTrace.Analysis.Results;

namespace IoTrace.Analysis.Verdicts.Rules;

/// <summary>
/// The program's own code. Time on the run queue counts as such when the process keeps the processors busy itself: its own threads
/// then stand in each other's way, and more processors or less work would help.
/// </summary>
internal sealed class CpuUserRule(KernelIoRule kernelIo) : CauseRule(Cause.CpuUser)
{
    public override double Share(in Features features) => Math.Max(
        0,
        features.PlainCpu - features.CpuInWaitingCalls() - kernelIo.Share(features) - GcRule.Allocation(features)
            + (CpuContentionRule.OwnThreadsFillTheMachine(features.Window) ? features.Wall[ThreadState.Runnable] : 0));
}
