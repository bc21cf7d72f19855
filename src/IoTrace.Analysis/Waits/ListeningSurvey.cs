using IoTrace.Analysis.Observations;

namespace IoTrace.Analysis.Waits;

/// <summary>When the process had connections to an endpoint and had asked for nothing on any of them, by endpoint.</summary>
internal sealed class ListeningSurvey
{
    /// <summary>Past this many endpoints no more are remembered: of the rest it is not known.</summary>
    private const int MostEndpoints = 1000;

    private readonly Dictionary<string, List<(Timestamp From, Timestamp To)>> spans = [];
    private readonly Dictionary<string, Timestamp> open = [];

    /// <summary>Each in order and without overlap.</summary>
    public IReadOnlyDictionary<string, List<(Timestamp From, Timestamp To)>> ByEndpoint => spans;

    /// <summary>A look found that it listens to these, and to no others.</summary>
    public void Take(Timestamp at, IReadOnlySet<string> listens)
    {
        foreach (var endpoint in open.Keys.Where(e => !listens.Contains(e)).ToList())
        {
            End(endpoint, at);
        }

        foreach (var endpoint in listens.Where(_ => spans.Count < MostEndpoints))
        {
            _ = open.TryAdd(endpoint, at);
        }
    }

    /// <summary>The recording is over.</summary>
    public void End(Timestamp at)
    {
        foreach (var endpoint in open.Keys.ToList())
        {
            End(endpoint, at);
        }
    }

    private void End(string endpoint, Timestamp at)
    {
        if (!open.Remove(endpoint, out var from))
        {
            return;
        }

        if (!spans.TryGetValue(endpoint, out var ended))
        {
            spans.Add(endpoint, ended = []);
        }

        ended.Add((from, at));
    }
}
