using System.Net;

namespace IoTrace.Testing.Target.Modes.Network;

/// <summary>
/// The web server of the base library, which nobody asks. It resolves the machine's name to begin with, and the runtime never tells the
/// end of that.
/// </summary>
internal static class WebListener
{
    public static void Start(Run run)
    {
        using var listener = new HttpListener();
        listener.Prefixes.Add($"http://127.0.0.1:{FreePort()}/");
        listener.Start();
        _ = listener.GetContextAsync();
        run.Ready();
        using var stop = new ManualResetEvent(false);
        stop.WaitOne(run.Rest);
    }

    private static int FreePort()
    {
        using var socket = TcpServer.SocketFor(new IPEndPoint(IPAddress.Loopback, 0));
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }
}
