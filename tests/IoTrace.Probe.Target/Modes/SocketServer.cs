using System.Net;
using System.Net.Sockets;

namespace IoTrace.Probe.Target.Modes;

/// <summary>Answers each message of 10 bytes with one of 100 after a delay. Says its port, and stays until told to end.</summary>
internal static class SocketServer
{
    public static int Run(string[] arguments)
    {
        var delay = int.Parse(arguments[0]);
        using var listener = new Socket(AddressFamily.InterNetworkV6, SocketType.Stream, ProtocolType.Tcp) { DualMode = true };
        listener.Bind(new IPEndPoint(IPAddress.IPv6Any, 0));
        listener.Listen();
        new Thread(() =>
        {
            while (true)
            {
                var connection = listener.Accept();
                new Thread(() => Serve(connection, delay)) { IsBackground = true }.Start();
            }
        })
        { IsBackground = true }.Start();
        Console.WriteLine($"port {((IPEndPoint)listener.LocalEndPoint!).Port}");
        return Handshake.Wait();
    }

    private static void Serve(Socket connection, int delay)
    {
        var block = new byte[100];
        while (true)
        {
            if (connection.Receive(block, 10, SocketFlags.None) == 0)
                return;
            Thread.Sleep(delay);
            connection.Send(block);
        }
    }
}
