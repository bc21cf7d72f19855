using IoTrace.Analysis.Observations;
using IoTrace.Analysis.Timeline;

namespace IoTrace.Analysis.Waits;

/// <summary>
/// The thread that serves the asynchronous sockets has moved a moment ago, and there are connections to peers. Where the runtime's events or the
/// probe tell of what is awaited, these are believed instead.
/// </summary>
internal sealed class MovingSocketsWait(WaitFacts facts) : WaitSource
{
    /// <summary>Peers that have not been heard of for this long may as well be silent for good. Chosen: the rest between two looks at connections.</summary>
    private static readonly Duration HeardOf = Duration.FromMilliseconds(250);

    public override string Id => "moving-sockets";

    public override Claim? At(Instant look) => IsHeard(facts, look) && facts.Around.At(look.At) is { Peers: > 0 }
        ? new Claim(ThreadState.Network, Activity.Outside, Reliability.Guessed)
        : null;

    /// <summary>Whether a peer was heard of that nothing else tells of.</summary>
    public static bool IsHeard(WaitFacts facts, Instant look) => look.SinceSocketsMoved < HeardOf && facts.ProbeSince is null && !facts.KnowsRequestsMade;
}
