using System.Net;
using System.Net.Sockets;

namespace IoTrace.Testing.Target.Modes.Network;

/// <summary>Accepts connections on a loopback port of its own choice, says which, and serves each until it closes.</summary>
internal static class TcpServer
{
    public static void Serve(Run run, Func<Run, Socket, Task> serve)
    {
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, run.Options.Number("port", 0)));
        listener.Listen(512);
        Run.Say($"port {((IPEndPoint)listener.LocalEndPoint!).Port}");
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
            client.NoDelay = true;
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

    /// <summary>What a request costs the server: --delay of waiting, --busy of computing.</summary>
    public static async Task WorkAsync(Run run)
    {
        var delay = run.Options.Time("delay", 0);
        if (delay > TimeSpan.Zero) await Task.Delay(delay).ConfigureAwait(false);
        Busy.For(run.Options.Time("busy", 0));
        run.Count();
    }
}
