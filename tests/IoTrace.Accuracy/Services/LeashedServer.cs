using System.Net;
using System.Net.Sockets;

namespace IoTrace.Accuracy.Services;

/// <summary>A server of a package, with a folder of its own, that ends when this program does, however that ends.</summary>
internal sealed class LeashedServer : IAsyncDisposable
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(40);

    /// <summary>Waits for the end of its standard input, which is this program's end at the latest, and ends the server by its id.</summary>
    private const string Leash = "signal=$1; shift; \"$@\" </dev/null & server=$!; cat >/dev/null; kill -$signal $server; wait $server";

    private readonly TargetProcess _process;

    private LeashedServer(TargetProcess process, int port)
    {
        _process = process;
        Port = port;
    }

    public int Port { get; }

    /// <summary>Starts the command and waits until it accepts connections.</summary>
    /// <param name="signal">What ends it without waiting for its clients: INT or TERM.</param>
    /// <exception cref="InvalidOperationException">It does not, with what it wrote.</exception>
    public static async Task<LeashedServer> StartAsync(string signal, int port, IReadOnlyDictionary<string, string> environment, params IReadOnlyList<string> command)
    {
        var process = TargetProcess.Start(new TargetSetup { Command = ["/bin/sh", "-c", Leash, "sh", signal, .. command], Environment = environment });
        var server = new LeashedServer(process, port);
        using var limit = new CancellationTokenSource(_patience);
        while (!await AcceptsAsync(port))
        {
            if (limit.IsCancellationRequested)
            {
                await server.DisposeAsync();
                throw new InvalidOperationException($"{command[0]} does not accept connections: {string.Join(' ', process.Lines.Concat(process.Errors))}");
            }

            await Task.Delay(50);
        }

        return server;
    }

    /// <summary>A port of this machine that nobody listens at.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            _process.EndInput();
            await _process.WaitForExitAsync(_patience);
        }
        catch (TimeoutException)
        {
            // Disposing the process kills it with all that it started.
        }

        await _process.DisposeAsync();
    }

    private static async Task<bool> AcceptsAsync(int port)
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(IPAddress.Loopback, port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
