using IoTrace.Accuracy.Ladder;
using IoTrace.Accuracy.Running;
using IoTrace.Accuracy.Scenarios;
using IoTrace.Accuracy.Trials;

namespace IoTrace.Accuracy.Neighbours;

/// <summary>Programs of all bounds beside others that compute, as their equals.</summary>
internal static class NeighbourSuite
{
    public const string Name = "neighbours";

    public static IReadOnlyList<Way> Ways { get; } = [Way.LaunchProbe, Way.Attach];

    private static readonly Dictionary<string, Func<Task<Surroundings>>> _programs = new()
    {
        ["fsync, 2 ms"] = () => Surroundings.OfStorageAsync("fsync", new Rung(2000)),
        ["direct reads, 8 threads, 1 ms"] = () => Surroundings.OfStorageAsync("direct-read-threads", new Rung(1000)),
        ["sqlite, 400 us"] = () => Surroundings.OfStorageAsync("sqlite", new Rung(400)),
        ["score, 800 us"] = () => Surroundings.OfStorageAsync("score", new Rung(800)),
        ["HTTP, 20 ms"] = () => Surroundings.OfPeerAsync(new Peer(PeerKind.Http, 20), "http-sync"),
        ["sockets, 4 in flight, 20 ms"] = () => Surroundings.OfPeerAsync(new Peer(PeerKind.Socket, 20), "socket-async", "--concurrency", "4"),
        ["loop"] = () => Surroundings.OfNothing(1, "cpu-loop", "--steps", "100000"),
        ["loop, 2 threads"] = () => Surroundings.OfNothing(2, "cpu-threads", "2", "--steps", "100000"),
        ["garbage collections"] = () => Surroundings.OfNothing(1, "gc-churn"),
        ["page-cache copy"] = () => Surroundings.OfNothing(1, "page-cache-copy"),
        ["delays"] = () => Surroundings.OfNothing(1, "delay"),
        ["lock held over sleep"] = () => Surroundings.OfNothing(1, "lock-sleep"),
    };

    /// <exception cref="ArgumentException">It cannot be had here, or no such program is known.</exception>
    public static IReadOnlyList<TrialSetting> Settings(Options options)
    {
        if (SlowFileSystem.Unavailable is { } reason) throw new ArgumentException($"a slow disk {reason}");
        if (CpuQuota.Unavailable is { } quota) throw new ArgumentException(quota);
        LadderFolder.RemoveLeftBehind();
        var programs = _programs.Where(p => options.Only.Count == 0 || options.Only.Any(part => p.Key.Contains(part, StringComparison.OrdinalIgnoreCase))).ToList();
        if (programs.Count == 0) throw new ArgumentException($"no program has such a name; there are {string.Join("; ", _programs.Keys)}");
        return
        [
            .. from beside in options.Beside
               from program in programs
               select new TrialSetting(program.Key, $"beside {beside}", beside, async () => await NeighbourStage.BuildAsync(program.Value, beside)),
        ];
    }
}
