namespace IoTrace.Accuracy.Scenarios;

/// <summary>Programs that wait for a server or a child process, and twins that only look so.</summary>
internal static class PeerScenarios
{
    private const string Network = "io/network", Pipe = "io/pipe";
    private const double Silent = 60_000;

    public static IReadOnlyList<Scenario> All { get; } =
    [
        new("HTTP, one after the other, Task.Result", Network, "http-sync") { Peer = new(PeerKind.Http, 50), Work = 45, IsCalm = true },
        new("HTTP, 8 in flight", Network, "http-fan-out", "--concurrency", "8") { Peer = new(PeerKind.Http, 50), Work = 400, IsCalm = true },
        new("HTTP, 64 in flight", Network, "http-fan-out", "--concurrency", "64") { Peer = new(PeerKind.Http, 200), Work = 800, IsCalm = true },
        new("HTTP beside computing", "cpu/cpu-user", "background-http", "--steps", "100000") { Peer = new(PeerKind.Http, 50), Work = 900, TwinOf = "HTTP, one after the other, Task.Result" },
        new("HTTP, streamed answer", Network, "http-stream") { Peer = new(PeerKind.Http, 50), Work = 45, IsCalm = true },
        new("HTTP, streamed answer beside computing", "cpu/cpu-user", "background-stream", "--steps", "100000") { Peer = new(PeerKind.Http, 50), Work = 900, TwinOf = "HTTP, streamed answer" },
        new("socket", Network, "socket-sync") { Peer = new(PeerKind.Socket, 50), Work = 45, IsCalm = true },
        new("socket, 4 threads", Network, "socket-sync", "--threads", "4") { Peer = new(PeerKind.Socket, 50), Work = 200, IsCalm = true },
        new("socket, 8 in flight, async", Network, "socket-async", "--concurrency", "8") { Peer = new(PeerKind.Socket, 50), Work = 400, IsCalm = true },
        new("socket, streamed answer, async", Network, "socket-stream") { Peer = new(PeerKind.Socket, 50), Work = 45, IsCalm = true },
        new("socket, silent server", Network, "socket-sync") { Peer = new(PeerKind.Socket, Silent), TwinOf = "idle", RunsOn = true, IsCalm = true },
        new("socket, silent server, async", Network, "socket-async") { Peer = new(PeerKind.Socket, Silent), TwinOf = "idle", RunsOn = true, IsCalm = true },

        new("output of a child", Pipe, "pipe-read") { Peer = new(PeerKind.Child, 20), Work = 120, IsCalm = true },
        new("output of a child, async", Pipe, "pipe-read", "--async") { Peer = new(PeerKind.Child, 20), Work = 120, IsCalm = true },
        new("named pipe", Pipe, "named-pipe") { Peer = new(PeerKind.Child, 20), Work = 120, IsCalm = true },
        new("input of a slow child", Pipe, "pipe-write") { Peer = new(PeerKind.Child, 20), Work = 120, IsCalm = true },
        new("input of a slow child, async", Pipe, "pipe-write", "--async") { Peer = new(PeerKind.Child, 20), Work = 120, IsCalm = true },
        // Silent for seconds, and then it says all.
        new("result of a child", Pipe, "process-output") { Peer = new(PeerKind.Child, 2000), Work = 2, TwinOf = "idle", IsCalm = true },
        new("result of a child, async, with a time limit", Pipe, "process-output", "--async") { Peer = new(PeerKind.Child, 2000), Work = 2, TwinOf = "delays", IsCalm = true },
        new("local socket", Pipe, "socket-sync") { Peer = new(PeerKind.LocalSocket, 50), Work = 45, IsCalm = true },
        new("local socket, 8 in flight, async", Pipe, "socket-async", "--concurrency", "8") { Peer = new(PeerKind.LocalSocket, 50), Work = 400, TwinOf = "idle", IsCalm = true },
        new("end of a child", Pipe, "process-wait") { Peer = new(PeerKind.Command, 200), Work = 12, IsCalm = true },
        new("end of a child, async", Pipe, "process-wait", "--async") { Peer = new(PeerKind.Command, 200), Work = 12, IsCalm = true },
    ];
}
