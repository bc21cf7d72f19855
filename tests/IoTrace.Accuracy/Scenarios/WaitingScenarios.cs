namespace IoTrace.Accuracy.Scenarios;

/// <summary>Programs that wait for a lock, the thread pool, a timer, or for nothing.</summary>
internal static class WaitingScenarios
{
    private const string Lock = "neither/lock-contention", Starved = "neither/thread-pool-starvation", Sleep = "neither/sleep", Idle = "neither/idle";

    public static IReadOnlyList<Scenario> All { get; } =
    [
        new("lock held over sleep", Lock, "lock-sleep") { Work = 450, IsCalm = true },
        new("lock held over sleep, 16 threads", Lock, "lock-sleep", "--threads", "16") { Work = 450, IsCalm = true },
        new("lock held over sleep, pool threads", Lock, "pool-lock") { Work = 450, TwinOf = "sync over async", IsCalm = true },

        new("pool threads blocked on a backend", Starved, "pool-starvation") { Work = 50, IsCalm = true },
        new("pool threads blocked on a backend, 6 workers", Starved, "pool-starvation", "--workers", "6") { Work = 140, IsCalm = true },
        new("pool threads blocked in sockets", Starved, "pool-sockets") { Peer = new(PeerKind.Socket, 100), Work = 90, TwinOf = "socket, 4 threads", IsCalm = true },
        new("sync over async", Starved, "sync-over-async") { Work = 35, IsCalm = true },

        new("delays", Sleep, "delay") { Work = 110, IsCalm = true },
        new("sleeps", Sleep, "thread-sleep") { Work = 110, IsCalm = true },
        new("long sleeps", Sleep, "thread-sleep", "--period", "500ms") { Work = 5, IsCalm = true },
        new("sends that nobody answers", Sleep, "log-sink") { Peer = new(PeerKind.Listener, 0), Work = 12, TwinOf = "socket", IsCalm = true },
        new("sends that nobody answers, async", Sleep, "log-sink", "--async") { Peer = new(PeerKind.Listener, 0), Work = 12, TwinOf = "socket, 8 in flight, async", IsCalm = true },

        new("idle", Idle, "idle") { IsCalm = true },
        // Main sleeps until the end, which is as true as that nothing is done.
        new("idle, 200 threads", $"{Idle}|{Sleep}", "many-threads", "200") { IsCalm = true },
        new("server without requests", Idle, "http-server") { IsCalm = true },
        new("HttpListener without requests", Idle, "web-listener") { IsCalm = true },
        new("named pipe that nobody writes to", Idle, "named-pipe", "--alone") { TwinOf = "named pipe", RunsOn = true, IsCalm = true },
        new("news that nobody tells", Idle, "news-reader") { Peer = new(PeerKind.Listener, 0), TwinOf = "socket, silent server", RunsOn = true, IsCalm = true },
        new("server without requests that keeps a connection", Idle, "idle-service") { Peer = new(PeerKind.Socket, 1), TwinOf = "delays", IsCalm = true },
    ];
}
