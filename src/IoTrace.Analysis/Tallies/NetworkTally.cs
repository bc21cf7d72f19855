using System.Collections.Immutable;

using IoTrace.Analysis.Observations;
using IoTrace.Analysis.Results;
using IoTrace.Analysis.Waits;

namespace IoTrace.Analysis.Tallies;

/// <summary>Asynchronous network operations by peer. Exact: each has a start and an end event.</summary>
internal sealed class NetworkTally
{
    /// <summary>
    /// Past this many peers the rest are one for each protocol: an hour of a crawler has no end of them, and each keeps up to 64 KiB of
    /// durations.
    /// </summary>
    private const int MostPeers = 500;

    private const string Others = "(other peers)";

    private readonly Dictionary<(string Protocol, string Host, int? Port), Peer> peers = [];
    private readonly Dictionary<(Guid Key, string Family), (Peer Peer, Timestamp Start)> open = [];

    public void Take(Observation observation)
    {
        switch (observation)
        {
            case NetworkStarted start:
                open[(start.Key, RequestInFlightWait.Family(start.Protocol))] = (Find(start), start.At);
                break;
            case NetworkEnded end when open.Remove((end.Key, RequestInFlightWait.Family(end.Protocol)), out var begun):
                begun.Peer.Latencies.Add((end.At - begun.Start).Seconds);
                begun.Peer.Errors += end.Failed ? 1 : 0;
                break;
            case { LosesEnds: true }:
                Abandon(observation.At);
                break;
        }
    }

    /// <summary>
    /// Counts what is still in flight at the window's end with the time it has taken so far, but not as an operation. So is what was when
    /// events were lost: its end may be among them.
    /// </summary>
    public ImmutableArray<EndpointUsage> Finish(Timestamp end)
    {
        Abandon(end);
        return
        [
            .. peers.Select(p => new EndpointUsage(
                p.Key.Host, p.Key.Port, p.Key.Protocol, p.Value.Latencies.Count, p.Value.Errors, p.Value.Latencies.Total + p.Value.Unfinished,
                p.Value.Latencies.Percentile(0.5), p.Value.Latencies.Percentile(0.9), p.Value.Latencies.Percentile(0.99),
                p.Value.Latencies.Count > 0 ? p.Value.Latencies.Max : null, Exact: true))
                .OrderByDescending(e => e.Seconds),
        ];
    }

    private void Abandon(Timestamp at)
    {
        foreach (var (peer, start) in open.Values)
        {
            peer.Unfinished += Math.Max(0, (at - start).Seconds);
        }

        open.Clear();
    }

    private Peer Find(NetworkStarted start)
    {
        var key = (start.Protocol, start.Host, start.Port);
        if (peers.Count >= MostPeers && !peers.ContainsKey(key))
        {
            key = (start.Protocol, Others, null);
        }

        if (!peers.TryGetValue(key, out var peer))
        {
            peers.Add(key, peer = new Peer());
        }

        return peer;
    }

    private sealed class Peer
    {
        public Latencies Latencies { get; } = new();

        public long Errors { get; set; }

        public double Unfinished { get; set; }
    }
}
