using IoTrace.Analysis.Observations;
using IoTrace.Analysis.Tallies;

namespace IoTrace.Analysis.Attribution;

/// <summary>Answers of peers that had not come when somebody looked, as the kernel tells, by endpoint.</summary>
internal sealed class OutstandingSurvey
{
    /// <summary>Past this many endpoints the rest are one: an hour of a crawler has no end of them.</summary>
    private const int MostEndpoints = 1000;

    private const string Others = "(other peers)";

    private readonly Dictionary<string, List<(Timestamp From, Timestamp To)>> byEndpoint = [];
    private Timestamp? lastLook;
    private Duration sinceLookBefore;

    /// <summary>By endpoint, each in order and without overlap.</summary>
    /// <param name="ports">Ports of which something else tells.</param>
    /// <param name="endpoints">Endpoints of which something else tells.</param>
    public IEnumerable<(string Endpoint, IReadOnlyList<(Timestamp From, Timestamp To)> Spans)> ByEndpoint(IReadOnlySet<int> ports, IReadOnlySet<string> endpoints) => byEndpoint
        .Where(e => !endpoints.Contains(e.Key) && (HostAndPort.Parse(e.Key).Port is not { } port || !ports.Contains(port)))
        .Select(e => (e.Key, (IReadOnlyList<(Timestamp, Timestamp)>)e.Value));

    /// <summary>When any was outstanding, in order and without overlap.</summary>
    public IReadOnlyList<(Timestamp From, Timestamp To)> Any(IReadOnlySet<int> ports, IReadOnlySet<string> endpoints)
    {
        var any = new List<(Timestamp From, Timestamp To)>();
        foreach (var (from, to) in ByEndpoint(ports, endpoints).SelectMany(e => e.Spans).OrderBy(s => s.To))
        {
            Spans.Join(any, from, to);
        }

        return any;
    }

    public void Take(AnswerOutstanding seen)
    {
        (lastLook, sinceLookBefore) = (seen.At, seen.At - seen.LookBefore);
        var endpoint = byEndpoint.Count < MostEndpoints || byEndpoint.ContainsKey(seen.Endpoint) ? seen.Endpoint : Others;
        if (!byEndpoint.TryGetValue(endpoint, out var spans))
        {
            byEndpoint.Add(endpoint, spans = []);
        }

        // A look is a sample of the time since the one before it: of waits that are shorter, the fewer are found the rarer they are.
        Spans.Join(spans, Timestamp.Min(seen.From, seen.LookBefore), seen.At);
    }

    /// <summary>What the last look found goes on until the end, if that is no further away than the next look would have been.</summary>
    public void End(Timestamp end)
    {
        foreach (var spans in byEndpoint.Values)
        {
            if (lastLook is { } look && spans[^1].To == look && end - look <= sinceLookBefore + sinceLookBefore)
            {
                spans[^1] = (spans[^1].From, Timestamp.Max(look, end));
            }
        }
    }
}
