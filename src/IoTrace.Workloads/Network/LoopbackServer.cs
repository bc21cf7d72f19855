using System.Net;
using System.Net.Sockets;
using System.Text;

namespace IoTrace.Workloads.Network;

/// <summary>
/// The least HTTP server that a workload can talk to: GET only, connections kept alive, each page after a delay. It runs in the
/// tool's process, so that a profile of the workload shows the client alone. Asked for as 127.0.0.1 and as localhost it is two
/// hosts.
/// </summary>
public sealed class LoopbackServer : IDisposable
{
    /// <summary>The server is on the same machine: asked more often, it and its client wait for processors instead. Measured on two of them.</summary>
    private const double MostRequestsASecond = 320;

    private readonly TcpListener listener;
    private readonly Func<string, string, Page> answer;
    private readonly CancellationTokenSource stop = new();
    private long served;

    private LoopbackServer(Func<string, string, Page> answer)
    {
        this.answer = answer;
        listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start(512);
        Accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>Pages sent so far.</summary>
    public long Served => Volatile.Read(ref served);

    /// <summary>Ends when the server is disposed.</summary>
    internal Task Accepting { get; }

    /// <summary>What its clients are to be bound by.</summary>
    internal static Expectation ExpectNetwork { get; } = new(
        "network", "up to some 320 requests a second, which is --concurrency in every --io, for the server is on the same machine",
        s => s.Concurrency <= MostRequestsASecond * s.Io.TotalSeconds);

    /// <param name="answer">The page for a host, without its port, and a path.</param>
    public static LoopbackServer Start(Func<string, string, Page> answer) => new(answer);

    public void Dispose()
    {
        stop.Cancel();
        listener.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                var client = await listener.AcceptTcpClientAsync(stop.Token).ConfigureAwait(false);
                _ = ServeAsync(client);
            }
            catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                // A client that went away before it was accepted; or the end, which the condition sees.
            }
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                client.NoDelay = true;
                using var reader = new StreamReader(client.GetStream(), Encoding.ASCII);
                while (await ReadRequestAsync(reader).ConfigureAwait(false) is { } request)
                {
                    var page = answer(request.Host, request.Path);
                    await Task.Delay(page.After, stop.Token).ConfigureAwait(false);
                    var response = $"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: {page.Body.Length}\r\n\r\n{page.Body}";
                    await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(response), stop.Token).ConfigureAwait(false);
                    Interlocked.Increment(ref served);
                }
            }
            catch (Exception e) when (e is OperationCanceledException or IOException or ObjectDisposedException)
            {
                // The client has gone, or the server goes.
            }
        }
    }

    private async Task<(string Host, string Path)?> ReadRequestAsync(StreamReader reader)
    {
        const string HostHeader = "Host:";
        var line = await reader.ReadLineAsync(stop.Token).ConfigureAwait(false);
        if (line?.Split(' ') is not [_, var path, ..])
            return null;

        var host = "";
        while (await reader.ReadLineAsync(stop.Token).ConfigureAwait(false) is { Length: > 0 } header)
        {
            if (header.StartsWith(HostHeader, StringComparison.OrdinalIgnoreCase))
                host = header[HostHeader.Length..].Trim().Split(':')[0];
        }

        return (host, path);
    }
}
