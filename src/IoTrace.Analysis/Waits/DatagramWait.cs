using IoTrace.Analysis.Observations;
using IoTrace.Analysis.Timeline;

namespace IoTrace.Analysis.Waits;

/// <summary>
/// The thread that serves the asynchronous sockets has moved a moment ago, and there is neither a connection nor a listener that it could have moved for:
/// datagrams come in, or connections that last for less than the time between two looks.
/// </summary>
internal sealed class DatagramWait(WaitFacts facts) : WaitSource
{
    private readonly HashSet<int> open = [];
    private bool looked;
    private bool hadAny;

    public override string Id => "datagrams";

    public override void Learn(Observation observation)
    {
        if (observation is not TcpLook look)
        {
            return;
        }

        foreach (var sample in look.Changed)
        {
            _ = sample.IsGone ? open.Remove(sample.Connection) : open.Add(sample.Connection);
        }

        looked |= look.IsComplete;
        hadAny |= open.Count > 0 || !look.IsComplete;
    }

    public override Claim? At(Instant look) =>
        looked && !hadAny && MovingSocketsWait.IsHeard(facts, look) && facts.Around.At(look.At) is { Peers: 0, Listeners: 0, LocalPeers: 0 }
            ? new Claim(ThreadState.Network, Activity.Outside, Reliability.Guessed)
            : null;
}
