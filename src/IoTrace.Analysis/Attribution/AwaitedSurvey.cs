using IoTrace.Analysis.Observations;
using IoTrace.Analysis.Tallies;

namespace IoTrace.Analysis.Attribution;

/// <summary>
/// Spans in which an answer was awaited, as the probe tells, in order and without overlap. They are told when they are over, and so
/// have to be known beforehand.
/// </summary>
internal sealed class AwaitedSurvey
{
    private readonly List<(Timestamp From, Timestamp To)> peers = [];
    private readonly List<(Timestamp From, Timestamp To)> local = [];

    /// <summary>Answers of peers.</summary>
    public IReadOnlyList<(Timestamp From, Timestamp To)> Peers => peers;

    /// <summary>Answers on local sockets, which .NET's named pipes are: they come from another process of this machine.</summary>
    public IReadOnlyList<(Timestamp From, Timestamp To)> Local => local;

    public void Take(NetworkAwaited span)
    {
        var (spans, from, to) = (HostAndPort.IsLocal(span.Endpoint) ? local : peers, span.From, span.At);
        // Told every interval and for every endpoint: spans that touch are one.
        while (spans.Count > 0 && spans[^1].To >= from)
        {
            from = Timestamp.Min(from, spans[^1].From);
            to = Timestamp.Max(to, spans[^1].To);
            spans.RemoveAt(spans.Count - 1);
        }

        spans.Add((from, to));
    }
}
