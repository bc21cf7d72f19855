using IoTrace.Analysis.Results;

namespace IoTrace.Analysis.Verdicts.Rules;

/// <summary>A cause whose share is that of one state: JIT, locks, the pool's queue, sleeping, idling.</summary>
internal sealed class StateRule(Cause cause, ThreadState state) : CauseRule(cause)
{
    public override double Share(in Features features) => features.Wall[state];
}
