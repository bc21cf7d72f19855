using IoTrace.Analysis.Observations;
using IoTrace.Analysis.Tallies;

namespace IoTrace.Analysis.Attribution;

/// <summary>
/// Spans in which an answer was awaited, each kind in order and without overlap. They are told when they are over, or when somebody
/// looked, and so have to be known beforehand.
/// </summary>
internal sealed class AwaitedSurvey
{
    private readonly List<(Timestamp From, Timestamp To)> peers = [];
    private readonly List<(Timestamp From, Timestamp To)> local = [];
    private readonly List<(Timestamp From, Timestamp To)> outstanding = [];
    private readonly Dictionary<string, List<(Timestamp From, Timestamp To)>> outstandingOf = [];

    /// <summary>Answers of peers, as the probe tells.</summary>
    public IReadOnlyList<(Timestamp From, Timestamp To)> Peers => peers;

    /// <summary>Answers on local sockets, which .NET's named pipes are: they come from another process of this machine. As the probe tells.</summary>
    public IReadOnlyList<(Timestamp From, Timestamp To)> Local => local;

    /// <summary>Answers of peers that had not come when somebody looked, as the kernel tells.</summary>
    public IReadOnlyList<(Timestamp From, Timestamp To)> Outstanding => outstanding;

    /// <summary>The same by endpoint.</summary>
    public IEnumerable<(string Endpoint, IReadOnlyList<(Timestamp From, Timestamp To)> Spans)> OutstandingOf => outstandingOf.Select(o => (o.Key, (IReadOnlyList<(Timestamp, Timestamp)>)o.Value));

    public void Take(NetworkAwaited span) => Join(HostAndPort.IsLocal(span.Endpoint) ? local : peers, span.From, span.At);

    public void Take(AnswerOutstanding seen)
    {
        // A look is a sample of the time since the one before it: of waits that are shorter, the fewer are found the rarer they are.
        var from = Timestamp.Min(seen.From, seen.LookBefore);
        Join(outstanding, from, seen.At);
        if (!outstandingOf.TryGetValue(seen.Endpoint, out var spans))
        {
            outstandingOf.Add(seen.Endpoint, spans = []);
        }

        Join(spans, from, seen.At);
    }

    /// <summary>What the last look found goes on until the end.</summary>
    public void End(Timestamp lastLook, Timestamp end)
    {
        foreach (var spans in outstandingOf.Values.Prepend(outstanding))
        {
            if (spans.Count > 0 && spans[^1].To >= lastLook)
            {
                spans[^1] = (spans[^1].From, Timestamp.Max(spans[^1].To, end));
            }
        }
    }

    /// <summary>Told every interval and for every endpoint: spans that touch are one.</summary>
    private static void Join(List<(Timestamp From, Timestamp To)> spans, Timestamp from, Timestamp to)
    {
        while (spans.Count > 0 && spans[^1].To >= from)
        {
            from = Timestamp.Min(from, spans[^1].From);
            to = Timestamp.Max(to, spans[^1].To);
            spans.RemoveAt(spans.Count - 1);
        }

        spans.Add((from, to));
    }
}
