using IoTrace.Analysis.Timeline;

namespace IoTrace.Analysis.Waits;

/// <summary>Work is queued while every worker of the pool is blocked on tasks, events or sockets.</summary>
internal sealed class StarvedPoolWait(Func<Instant, bool> isKeptByIo) : WaitSource
{
    public override string Id => "starved-pool";

    public override Claim? At(Instant look) => PoolState.IsStarved(look) ? QueuedWorkWait.Claimed(isKeptByIo(look)) : null;
}
