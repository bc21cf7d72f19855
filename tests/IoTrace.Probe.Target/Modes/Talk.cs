using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace IoTrace.Probe.Target.Modes;

/// <summary>
/// Takes one step after the other on a connection to the server mode at the port: <c>connect</c> anew, <c>say</c> a message, <c>hear</c>
/// an answer, <c>pour</c> out without end and without waiting, get <c>ready</c>, sleep for so many milliseconds, or <c>mark</c> the time,
/// which is said when it is done.
/// </summary>
internal static class Talk
{
    public static int Run(string[] arguments)
    {
        var port = int.Parse(arguments[0]);
        var marks = new List<long>();
        Socket? socket = null;
        foreach (var step in arguments[1..])
        {
            switch (step)
            {
                case "connect":
                    socket?.Dispose();
                    socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                    socket.Connect(IPAddress.Loopback, port);
                    break;
                case "say":
                    socket!.Send(new byte[10]);
                    break;
                case "hear":
                    Hear(socket!);
                    break;
                case "pour":
                    _ = socket!.SendAsync(new byte[100 << 20]);
                    break;
                case "ready":
                    Handshake.Wait();
                    break;
                case "mark":
                    marks.Add(Stopwatch.GetTimestamp());
                    break;
                default:
                    Thread.Sleep(int.Parse(step));
                    break;
            }
        }
        var result = Handshake.Done(string.Join(' ', marks));
        socket?.Dispose();
        return result;
    }

    private static void Hear(Socket socket)
    {
        var block = new byte[100];
        for (var received = 0; received < block.Length;)
            received += socket.Receive(block, received, block.Length - received, SocketFlags.None);
    }
}
