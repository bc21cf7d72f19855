using System.Globalization;
using IoTrace.Accuracy.Scenarios;

namespace IoTrace.Accuracy.Running;

/// <summary>The peer of a scenario, as slow as the lever says: a server that runs, or arguments that make the program's own child slow.</summary>
/// <param name="Server">The server; null where there is none.</param>
/// <param name="Arguments">What tells the program of its peer.</param>
internal sealed record StagedPeer(TargetProcess? Server, IReadOnlyList<string> Arguments) : IAsyncDisposable
{
    public static async Task<StagedPeer> StartAsync(Peer? peer, Lever lever)
    {
        if (peer is not { } there) return new StagedPeer(null, []);
        var delay = there.Milliseconds * (lever switch { Lever.Free => 0, Lever.Peer => 2, _ => 1 });
        switch (there.Kind)
        {
            case PeerKind.Child:
                return new StagedPeer(null, ["--period", Milliseconds(delay)]);
            case PeerKind.Command:
                return new StagedPeer(null, ["--sleep", (delay / 1000).ToString(CultureInfo.InvariantCulture)]);
            case PeerKind.LocalSocket:
                // The path of such a socket has room for a hundred bytes.
                var path = Path.Combine(Path.GetTempPath(), $"iotrace-{Guid.NewGuid():N}.sock");
                return new StagedPeer(await TargetProcess.StartAsync("socket-server", "--path", path, "--delay", Milliseconds(delay), "--seconds", "120"), ["--path", path]) { SocketFile = path };
            default:
                var mode = there.Kind switch { PeerKind.Http => "http-server", PeerKind.Socket => "socket-server", _ => "log-server" };
                var server = await TargetProcess.StartAsync(mode, "--delay", Milliseconds(delay), "--seconds", "120");
                return new StagedPeer(server, there.Kind == PeerKind.Http ? ["--url", $"http://127.0.0.1:{server.Port}/"] : ["--port", $"{server.Port}"]);
        }
    }

    private static string Milliseconds(double delay) => string.Create(CultureInfo.InvariantCulture, $"{delay}ms");

    /// <summary>The file of a local socket, which its server leaves behind; null where there is none.</summary>
    private string? SocketFile { get; init; }

    public async ValueTask DisposeAsync()
    {
        if (Server is not null) await Server.DisposeAsync();
        if (SocketFile is not null) File.Delete(SocketFile);
    }
}
