using IoTrace.Analysis.Timeline;

namespace IoTrace.Analysis.Waits;

/// <summary>
/// A request is served that no thread works for and no timer holds up: it waits for a peer that no event tells of, such as a database. Without
/// any connection it waits for whoever made it: an open WebSocket, a long poll.
/// </summary>
internal sealed class ServedRequestWait(WaitFacts facts) : WaitSource
{
    public override string Id => "served-request";

    public override Claim? At(Instant look) => facts.IsServing(look.At) && (!look.IsSweep || facts.Around.At(look.At) is not { HasPeers: false })
        ? new Claim(ThreadState.Network, Activity.Outside, Reliability.Guessed)
        : null;
}
