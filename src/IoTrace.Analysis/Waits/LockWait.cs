using IoTrace.Analysis.Timeline;

namespace IoTrace.Analysis.Waits;

/// <summary>A thread waits for a lock.</summary>
internal sealed class LockWait : WaitSource
{
    public override string Id => "lock";

    public override Claim? At(Instant look) => look.Has(Activity.Contended) ? new Claim(ThreadState.Lock, Activity.Contended, Reliability.Seen) : null;
}
