using System.Net.Sockets;
using System.Text;

namespace IoTrace.Testing.Target.Modes.Network;

/// <summary>A slow peer: answers every GET with two bytes, after --delay of waiting and --busy of computing.</summary>
internal static class HttpServer
{
    private static readonly byte[] _response =
        Encoding.ASCII.GetBytes("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 2\r\n\r\nok");

    public static void Start(Run run) => TcpServer.Serve(run, ServeAsync);

    private static async Task ServeAsync(Run run, Socket client)
    {
        var buffer = new byte[16 << 10];
        var filled = 0;
        while (true)
        {
            var read = await client.ReceiveAsync(buffer.AsMemory(filled)).ConfigureAwait(false);
            if (read == 0) return;
            filled += read;
            // Requests have no body, and a client sends the next one only after the answer.
            if (!buffer.AsSpan(0, filled).EndsWith("\r\n\r\n"u8)) continue;
            filled = 0;
            await TcpServer.WorkAsync(run).ConfigureAwait(false);
            await client.SendAsync(_response).ConfigureAwait(false);
        }
    }
}
