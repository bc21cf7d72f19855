using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;

namespace IoTrace.Testing.Services;

/// <summary>Passes connections on to another port of this machine, each piece of data after a delay, in both directions: a server far away.</summary>
internal sealed class Relay(int port, TimeSpan delay)
{
    /// <summary>Says its port, and ends when its standard input does or after a time.</summary>
    public async Task RunAsync(TimeSpan length)
    {
        using var end = new CancellationTokenSource(length);
        _ = Task.Run(async () =>
        {
            while (await Console.In.ReadLineAsync() is not null) { }
            await end.CancelAsync();
        });
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"ready {((IPEndPoint)listener.LocalEndpoint).Port}"));
        try
        {
            while (true) _ = ServeAsync(await listener.AcceptTcpClientAsync(end.Token));
        }
        catch (OperationCanceledException)
        {
            // The time is over.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        using (var server = new TcpClient())
        {
            await server.ConnectAsync(IPAddress.Loopback, port);
            client.NoDelay = server.NoDelay = true;
            await Task.WhenAny(PumpAsync(client.GetStream(), server.GetStream()), PumpAsync(server.GetStream(), client.GetStream()));
        }
    }

    /// <summary>The delay is one of each piece, not of the connection: the next is read meanwhile.</summary>
    private async Task PumpAsync(NetworkStream from, NetworkStream to)
    {
        var pieces = Channel.CreateUnbounded<(long Due, byte[] Data)>();
        var writing = Task.Run(async () =>
        {
            await foreach (var (due, data) in pieces.Reader.ReadAllAsync())
            {
                var rest = TimeSpan.FromMilliseconds(due - Environment.TickCount64);
                if (rest > TimeSpan.Zero) await Task.Delay(rest);
                await to.WriteAsync(data);
            }
        });
        var buffer = new byte[1 << 16];
        try
        {
            int read;
            while ((read = await from.ReadAsync(buffer)) > 0)
                await pieces.Writer.WriteAsync((Environment.TickCount64 + (long)delay.TotalMilliseconds, buffer[..read]));
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // One side is gone.
        }

        pieces.Writer.Complete();
        await writing.ContinueWith(_ => { }, TaskScheduler.Default);
    }
}
