using IoTrace.Analysis.Observations;
using IoTrace.Analysis.Timeline;

namespace IoTrace.Analysis.Waits;

/// <summary>The runtime tells of an operation that has begun and not ended: a request, a look-up of a name, a handshake, a connect.</summary>
internal sealed class RequestInFlightWait : WaitSource
{
    private readonly HashSet<(Guid Key, string Protocol)> open = [];
    private readonly List<(Timestamp From, Timestamp To)> spans = [];
    private Timestamp? since;

    public override string Id => "request-in-flight";

    /// <summary>A start says "https", the matching end only "http".</summary>
    public static string Family(string protocol) => protocol == "https" ? "http" : protocol;

    /// <summary>Whether any is under way.</summary>
    public bool IsInFlight(Timestamp now) => Spans.Cover(spans, now);

    public override void Learn(Observation observation)
    {
        if (observation.LosesEnds)
        {
            // One lost end would keep an operation in flight for ever.
            open.Clear();
        }

        switch (observation)
        {
            case NetworkStarted network:
                open.Add((network.Key, Family(network.Protocol)));
                break;
            case NetworkEnded network:
                open.Remove((network.Key, Family(network.Protocol)));
                break;
        }

        if (open.Count > 0)
        {
            since ??= observation.At;
        }
        else
        {
            Close(observation.At);
        }
    }

    public override void EndLearning() => Close(new Timestamp(long.MaxValue));

    public override Claim? At(Instant look) => IsInFlight(look.At) ? new Claim(ThreadState.Network, Activity.Outside, Reliability.Told) : null;

    private void Close(Timestamp at)
    {
        if (since is { } from)
        {
            Spans.Join(spans, from, at);
            since = null;
        }
    }
}
