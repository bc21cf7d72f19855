using System.Net.Sockets;
using System.Text;

namespace IoTrace.Testing.Target.Modes.Network;

/// <summary>
/// A slow peer: answers every GET with two bytes, after --delay of waiting and --busy of computing. One of <c>/stream</c> gets its
/// answer in pieces, each of which takes as long.
/// </summary>
internal static class HttpServer
{
    private static readonly byte[] _response =
        Encoding.ASCII.GetBytes("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 2\r\n\r\nok");

    private static readonly byte[] _streamHead =
        Encoding.ASCII.GetBytes("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nTransfer-Encoding: chunked\r\n\r\n");

    private static readonly byte[] _piece = Encoding.ASCII.GetBytes("2\r\nok\r\n");
    private static readonly byte[] _streamEnd = Encoding.ASCII.GetBytes("0\r\n\r\n");

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
            var streamed = buffer.AsSpan().StartsWith("GET /stream "u8);
            filled = 0;
            if (streamed)
            {
                await StreamAsync(run, client).ConfigureAwait(false);
                continue;
            }

            await TcpServer.WorkAsync(run).ConfigureAwait(false);
            await client.SendAsync(_response).ConfigureAwait(false);
        }
    }

    private static async Task StreamAsync(Run run, Socket client)
    {
        const int pieces = 20;
        await client.SendAsync(_streamHead).ConfigureAwait(false);
        for (var i = 0; i < pieces; i++)
        {
            await TcpServer.WorkAsync(run).ConfigureAwait(false);
            await client.SendAsync(_piece).ConfigureAwait(false);
        }

        await client.SendAsync(_streamEnd).ConfigureAwait(false);
    }
}
