using IoTrace.Analysis.Results;

namespace IoTrace.Analysis.Verdicts.Rules;

/// <summary>Input or output that is waited for: the wait itself, and the processor work inside the calls that wait.</summary>
internal sealed class WaitRule(Cause cause, ThreadState state) : CauseRule(cause)
{
    public override double Share(in Features features) => features.Wall[state] + features.CpuInWaitingCalls(state);
}
