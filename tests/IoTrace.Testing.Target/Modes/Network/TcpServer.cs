using System.Net;
using System.Net.Sockets;

namespace IoTrace.Testing.Target.Modes.Network;

/// <summary>Accepts connections on a loopback port of its own choice, says which, or at the local --path, and serves each until it closes.</summary>
internal static class TcpServer
{
    public static void Serve(Run run, Func<Run, Socket, Task> serve)
    {
        var at = EndPointOf(run);
        using var listener = SocketFor(at);
        listener.Bind(at);
        listener.Listen(512);
        Run.Say($"port {(listener.LocalEndPoint as IPEndPoint)?.Port ?? 0}");
        run.Ready();
        using var end = new CancellationTokenSource(run.Rest);
        try
        {
            AcceptAsync(run, listener, serve, end.Token).GetAwaiter().GetResult();
        }
        catch (OperationCanceledException)
        {
            // The run is over.
        }
    }

    private static async Task AcceptAsync(Run run, Socket listener, Func<Run, Socket, Task> serve, CancellationToken end)
    {
        while (true)
        {
            var client = await listener.AcceptAsync(end).ConfigureAwait(false);
            if (client.AddressFamily == AddressFamily.InterNetwork) client.NoDelay = true;
            _ = Task.Run(() => ServeToEndAsync(run, client, serve), end);
        }
    }

    private static async Task ServeToEndAsync(Run run, Socket client, Func<Run, Socket, Task> serve)
    {
        try
        {
            await serve(run, client).ConfigureAwait(false);
        }
        catch (SocketException)
        {
            // A client that went away is the normal end of a connection.
        }
        finally
        {
            client.Dispose();
        }
    }

    /// <summary>Where the options say that the server is: at --path, or on --port.</summary>
    public static EndPoint EndPointOf(Run run) =>
        run.Options.Text("path") is { } path ? new UnixDomainSocketEndPoint(path) : new IPEndPoint(IPAddress.Loopback, run.Options.Number("port", 0));

    /// <summary>A socket of the family.</summary>
    public static Socket SocketFor(EndPoint end) => end is UnixDomainSocketEndPoint
        ? new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified)
        : new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };

    /// <summary>What a request costs the server: --delay of waiting, --busy of computing.</summary>
    public static async Task WorkAsync(Run run)
    {
        var delay = run.Options.Time("delay", 0);
        if (delay > TimeSpan.Zero) await Task.Delay(delay).ConfigureAwait(false);
        Busy.For(run.Options.Time("busy", 0));
        run.Count();
    }
}
