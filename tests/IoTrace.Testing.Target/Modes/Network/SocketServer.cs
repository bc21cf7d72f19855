using System.Net.Sockets;

namespace IoTrace.Testing.Target.Modes.Network;

/// <summary>
/// A slow peer without HTTP: sends back what it gets, after --delay of waiting and --busy of computing, and so many times more as its
/// first byte says.
/// </summary>
internal static class SocketServer
{
    public static void Start(Run run) => TcpServer.Serve(run, ServeAsync);

    private static async Task ServeAsync(Run run, Socket client)
    {
        var buffer = new byte[4096];
        while (true)
        {
            var read = await client.ReceiveAsync(buffer).ConfigureAwait(false);
            if (read == 0) return;
            for (var left = (int)buffer[0]; left >= 0; left--)
            {
                await TcpServer.WorkAsync(run).ConfigureAwait(false);
                await client.SendAsync(buffer.AsMemory(0, read)).ConfigureAwait(false);
            }
        }
    }
}
