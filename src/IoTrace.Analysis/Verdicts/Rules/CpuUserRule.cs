using IoTrace.Analysis.Results;

namespace IoTrace.Analysis.Verdicts.Rules;

/// <summary>The program's own code: processor time that is nothing else's.</summary>
internal sealed class CpuUserRule() : CauseRule(Cause.CpuUser)
{
    public override double Share(in Features features) => Math.Max(
        0,
        features.PlainCpu - features.CpuInWaitingCalls() - KernelIoRule.Of(features) - GcRule.Allocation(features));
}
