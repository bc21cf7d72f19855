using System.Net.Sockets;

namespace IoTrace.Testing.Target.Modes.Network;

/// <summary>A peer that only reads, as a collector of logs does: nobody is ever answered.</summary>
internal static class LogServer
{
    public static void Start(Run run) => TcpServer.Serve(run, ReadAsync);

    private static async Task ReadAsync(Run run, Socket client)
    {
        var buffer = new byte[16 << 10];
        while (await client.ReceiveAsync(buffer).ConfigureAwait(false) > 0) run.Count();
    }
}
