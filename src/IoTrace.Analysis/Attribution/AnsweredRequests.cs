using IoTrace.Analysis.Observations;
using IoTrace.Analysis.Timeline;

namespace IoTrace.Analysis.Attribution;

/// <summary>
/// When requests were under way that the process answered within the recording: it does something for these, or waits for something. One
/// that is never answered may be a client that only listens, as on a WebSocket.
/// </summary>
internal sealed class AnsweredRequests
{
    private readonly RequestsInFlight open = new();
    private readonly List<(Timestamp From, Timestamp To)> spans = [];

    /// <summary>In order and without overlap.</summary>
    public IReadOnlyList<(Timestamp From, Timestamp To)> Spans => spans;

    public void Take(Observation observation)
    {
        if (open.Take(observation) is { } took)
        {
            Attribution.Spans.Join(spans, new Timestamp(observation.At.Nanoseconds - took.Nanoseconds), observation.At);
        }
    }
}
