using IoTrace.Analysis.Timeline;

namespace IoTrace.Analysis.Waits;

/// <summary>The same of local sockets, where these are the only connections: other peers, or clients, would be heard of as well.</summary>
internal sealed class LocalPeersWait(WaitFacts facts) : WaitSource
{
    public override string Id => "local-peers";

    public override Claim? At(Instant look) =>
        MovingSocketsWait.IsHeard(facts, look) && facts.Around.At(look.At) is { Peers: 0, Listeners: 0, LocalPeers: > 0 }
            ? new Claim(ThreadState.Pipe, Activity.Outside, Reliability.Guessed)
            : null;
}
