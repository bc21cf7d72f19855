using System.Net;
using System.Net.Sockets;

namespace IoTrace.Probe.Target.Modes;

/// <summary>
/// Sends a number of requests over one connection, blocking or asynchronous, and waits for each answer. The style <c>ahead</c> begins to
/// read well before it asks, as a pool does with the connections that it keeps.
/// </summary>
internal static class SocketClient
{
    public static int Run(string[] arguments)
    {
        var port = int.Parse(arguments[0]);
        var requests = int.Parse(arguments[1]);
        Handshake.Wait();
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        if (arguments[2] is "async" or "ahead")
            Asynchronous(socket, port, requests, isAhead: arguments[2] == "ahead").GetAwaiter().GetResult();
        else
            Blocking(socket, port, requests);
        return Handshake.Done($"{requests}");
    }

    private static void Blocking(Socket socket, int port, int requests)
    {
        var block = new byte[100];
        socket.Connect(IPAddress.Loopback, port);
        for (var i = 0; i < requests; i++)
        {
            socket.Send(block, 10, SocketFlags.None);
            for (var received = 0; received < 100;)
                received += socket.Receive(block);
        }
    }

    private static async Task Asynchronous(Socket socket, int port, int requests, bool isAhead)
    {
        var block = new byte[100];
        await socket.ConnectAsync(IPAddress.Loopback, port);
        for (var i = 0; i < requests; i++)
        {
            var first = isAhead ? socket.ReceiveAsync(block) : null;
            if (isAhead)
                await Task.Delay(50);
            await socket.SendAsync(new byte[10]);
            for (var received = first is null ? 0 : await first; received < 100;)
                received += await socket.ReceiveAsync(block);
        }
    }
}
