using IoTrace.Analysis.Observations;

namespace IoTrace.Analysis.Waits;

/// <summary>Answers of peers that had not come when somebody looked, as the kernel tells, by endpoint.</summary>
internal sealed class OutstandingSurvey
{
    /// <summary>Past this many endpoints the rest are one: an hour of a crawler has no end of them.</summary>
    private const int MostEndpoints = 1000;

    private const string Others = "(other peers)";

    private readonly Dictionary<string, List<(Timestamp From, Timestamp To)>> byEndpoint = [];

    /// <summary>By endpoint, each in order and without overlap.</summary>
    public IEnumerable<(string Endpoint, IReadOnlyList<(Timestamp From, Timestamp To)> Spans)> ByEndpoint =>
        byEndpoint.Select(e => (e.Key, (IReadOnlyList<(Timestamp, Timestamp)>)e.Value));

    public void Take(AnswerDue seen)
    {
        var endpoint = byEndpoint.Count < MostEndpoints || byEndpoint.ContainsKey(seen.Endpoint) ? seen.Endpoint : Others;
        if (!byEndpoint.TryGetValue(endpoint, out var spans))
        {
            byEndpoint.Add(endpoint, spans = []);
        }

        // A look is a sample of the time since the one before it: of waits that are shorter, the fewer are found the rarer they are.
        Spans.Join(spans, Timestamp.Min(seen.From, seen.LookBefore), seen.At);
    }

    /// <summary>What the last look found goes on until the end, if that is no further away than the next look would have been.</summary>
    /// <param name="end">The end of the recording.</param>
    /// <param name="lastLook">The last look at connections, whatever it found.</param>
    /// <param name="rest">The time between two looks.</param>
    public void End(Timestamp end, Timestamp lastLook, Duration rest)
    {
        if (end - lastLook > rest + rest)
        {
            return;
        }

        foreach (var spans in byEndpoint.Values.Where(s => s[^1].To == lastLook))
        {
            spans[^1] = (spans[^1].From, Timestamp.Max(lastLook, end));
        }
    }
}
