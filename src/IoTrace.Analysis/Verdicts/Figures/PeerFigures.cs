using System.Collections.Immutable;

using IoTrace.Analysis.Results;

namespace IoTrace.Analysis.Verdicts.Figures;

/// <summary>Requests to the peer that is waited for longest, and what new connections there are.</summary>
internal static class PeerFigures
{
    /// <summary>A new connection for every so many requests, or fewer, is more than a client makes that keeps its connections. Chosen: one in ten.</summary>
    private const double RequestsPerConnection = 10;

    /// <summary>So many connections may well be the first ones of a client that does keep them. Chosen: those of ten requests at once.</summary>
    private const long FirstConnections = 10;

    /// <summary>More than this share of failed requests is worth a sentence. Chosen: more than one in a hundred.</summary>
    private const double ManyFail = 0.01;

    /// <summary>One request at a time and the odd one beside it. Chosen: a second one in flight for a fifth of the time.</summary>
    private const double OneAtATime = 1.2;

    public static IEnumerable<(string Name, string? Value)> Of(AdviceFacts facts)
    {
        var peer = facts.Endpoints.FirstOrDefault();
        var (count, seconds) = (peer?.Operations ?? 0, facts.Window.Seconds);
        // Little's law: time in flight over time.
        var flying = peer is { Exact: true } ? Amount.Ratio(peer.Seconds, seconds) : null;
        return
        [
            ("what", peer?.Protocol switch { null => null, "http" or "https" => "requests", "dns" => "look-ups", "tls" => "handshakes", _ => "waits" }),
            ("requests", Amount.Ratio(count, seconds) is { } rate ? Amount.Number(rate) : null),
            ("mean", Amount.Ratio(peer?.Seconds ?? 0, count) is { } mean ? Amount.Time(mean) : null),
            ("p50", Amount.Percentile(peer?.P50, count)),
            ("p99", Amount.Percentile(peer?.P99, count)),
            ("oneAtATime", flying <= OneAtATime && count > 1 ? Amount.Number(flying.Value) : null),
            ("inFlight", flying > OneAtATime ? Amount.Number(flying.Value) : null),
            ("failed", peer?.Errors is { } errors && errors > ManyFail * count && count > 0 ? Amount.Share((double)errors / count) : null),
            ("connections", NewConnections(facts.Endpoints)),
        ];
    }

    /// <summary>Connects to the ports that requests go to, where they are many beside the requests.</summary>
    private static string? NewConnections(ImmutableArray<EndpointUsage> endpoints)
    {
        var http = endpoints.Where(e => e.Protocol is "http" or "https").ToList();
        var ports = http.Select(e => e.Port).ToHashSet();
        var connects = endpoints.Where(e => e.Protocol == "tcp" && e.Exact && ports.Contains(e.Port)).Sum(e => e.Operations ?? 0);
        var requests = http.Sum(e => e.Operations ?? 0);
        return connects > FirstConnections && connects * RequestsPerConnection >= requests && requests > 0
            ? $"{Say.Count(connects)} new connections for {Say.Count(requests)} requests"
            : null;
    }
}
