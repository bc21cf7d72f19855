using IoTrace.Analysis.Timeline;

namespace IoTrace.Analysis.Waits;

/// <summary>Work is queued and no worker is free, whatever they are blocked in, where nothing that they wait for is known.</summary>
internal sealed class QueuedWorkWait(Func<Instant, bool> isKeptByIo) : WaitSource
{
    public override string Id => "queued-work";

    public override Claim? At(Instant look) => look.PoolQueue > 0 && PoolState.AllBlocked(look) ? Claimed(isKeptByIo(look)) : null;

    /// <param name="keptByIo">Whether what keeps the workers is, or may be, input or output: without it they would be free for what waits.</param>
    public static Claim Claimed(bool keptByIo) => new(ThreadState.PoolQueue, Activity.Dependent, Reliability.Seen) { IsKeptByIo = keptByIo };
}
