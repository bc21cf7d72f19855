using IoTrace.Analysis.Observations;
using IoTrace.Analysis.Timeline;

namespace IoTrace.Analysis.Waits;

/// <summary>
/// The runtime tells of an operation that has begun and not ended: a request, a look-up of a name, a handshake, a connect. One that does not end in the recording
/// may be a connection that is kept for news, as a WebSocket is.
/// </summary>
internal sealed class RequestInFlightWait : WaitSource
{
    private readonly Dictionary<(Guid Key, string Protocol), Timestamp> open = [];
    private readonly List<(Timestamp From, Timestamp To)> ended = [];
    private readonly List<(Timestamp From, Timestamp To)> unended = [];

    public override string Id => "request-in-flight";

    /// <summary>A start says "https", the matching end only "http".</summary>
    public static string Family(string protocol) => protocol == "https" ? "http" : protocol;

    /// <summary>Whether any is under way.</summary>
    public bool IsInFlight(Timestamp now) => Spans.Cover(ended, now) || Spans.Cover(unended, now);

    public override void Learn(Observation observation)
    {
        switch (observation)
        {
            case NetworkStarted network:
                _ = open.TryAdd((network.Key, Family(network.Protocol)), network.At);
                break;
            case NetworkEnded network when open.Remove((network.Key, Family(network.Protocol)), out var from):
                Spans.Join(ended, from, network.At);
                break;
            case { LosesEnds: true }:
                // One lost end would keep an operation in flight for ever.
                foreach (var from in open.Values)
                {
                    Spans.Join(ended, from, observation.At);
                }

                open.Clear();
                break;
        }
    }

    public override void EndLearning()
    {
        foreach (var from in open.Values)
        {
            Spans.Join(unended, from, new Timestamp(long.MaxValue));
        }
    }

    public override Claim? At(Instant look) => !IsInFlight(look.At) ? null
        : new Claim(ThreadState.Network, Activity.Outside, Spans.Cover(ended, look.At) ? Reliability.Told : Reliability.Inferred);
}
