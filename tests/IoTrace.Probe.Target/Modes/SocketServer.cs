using System.Net;
using System.Net.Sockets;

namespace IoTrace.Probe.Target.Modes;

/// <summary>
/// Answers each message of 10 bytes with one of 100, in so many pieces, each after a delay; blocking or asynchronous. Says its port, and
/// stays until told to end.
/// </summary>
internal static class SocketServer
{
    public static int Run(string[] arguments)
    {
        var delay = int.Parse(arguments[0]);
        var pieces = arguments.Length > 1 ? int.Parse(arguments[1]) : 1;
        var isAsync = arguments.Length > 2 && arguments[2] == "async";
        using var listener = new Socket(AddressFamily.InterNetworkV6, SocketType.Stream, ProtocolType.Tcp) { DualMode = true };
        listener.Bind(new IPEndPoint(IPAddress.IPv6Any, 0));
        listener.Listen();
        new Thread(() =>
        {
            while (true)
            {
                var connection = listener.Accept();
                if (isAsync)
                    _ = ServeAsync(connection, delay, pieces);
                else
                    new Thread(() => Serve(connection, delay, pieces)) { IsBackground = true }.Start();
            }
        })
        { IsBackground = true }.Start();
        Console.WriteLine($"port {((IPEndPoint)listener.LocalEndPoint!).Port}");
        return Handshake.Wait();
    }

    private static void Serve(Socket connection, int delay, int pieces)
    {
        var block = new byte[100];
        while (true)
        {
            if (connection.Receive(block, 10, SocketFlags.None) == 0)
                return;
            for (var i = 0; i < pieces; i++)
            {
                Thread.Sleep(delay);
                connection.Send(block, 100 / pieces, SocketFlags.None);
            }
        }
    }

    private static async Task ServeAsync(Socket connection, int delay, int pieces)
    {
        var block = new byte[100];
        while (await connection.ReceiveAsync(block.AsMemory(0, 10)) > 0)
        {
            for (var i = 0; i < pieces; i++)
            {
                await Task.Delay(delay);
                await connection.SendAsync(block.AsMemory(0, 100 / pieces));
            }
        }
    }
}
