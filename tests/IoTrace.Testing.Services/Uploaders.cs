using System.Net;
using System.Net.Http.Headers;

namespace IoTrace.Testing.Services;

/// <summary>Clients that send bodies to a server as slowly as their line allows.</summary>
internal static class Uploaders
{
    private const int Clients = 8, BodySize = 64 << 10, PieceSize = 4 << 10;

    public static async Task RunAsync(Options options)
    {
        var (port, pause, length) = (options.Required("port"), options.Time("pause", 100), TimeSpan.FromSeconds(options.Real("seconds", 600)));
        using var end = new CancellationTokenSource(length);
        _ = Task.Run(async () =>
        {
            while (await Console.In.ReadLineAsync() is not null) { }
            await end.CancelAsync();
        });
        Console.Out.WriteLine("ready");
        using var client = new HttpClient();
        await Task.WhenAll(Enumerable.Range(0, Clients).Select(async _ =>
        {
            while (!end.IsCancellationRequested)
            {
                try
                {
                    using var body = new Trickle(pause);
                    using var answer = await client.PostAsync(new Uri($"http://127.0.0.1:{port}/upload"), body, end.Token);
                }
                catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
                {
                    // The server is not there yet, or no longer.
                    await Task.Delay(50);
                }
            }
        }));
    }

    private sealed class Trickle : HttpContent
    {
        private readonly TimeSpan _pause;

        public Trickle(TimeSpan pause)
        {
            _pause = pause;
            Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        }

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            var piece = new byte[PieceSize];
            for (var sent = 0; sent < BodySize; sent += piece.Length)
            {
                await stream.WriteAsync(piece);
                await stream.FlushAsync();
                if (_pause > TimeSpan.Zero) await Task.Delay(_pause);
            }
        }

        protected override bool TryComputeLength(out long length)
        {
            length = BodySize;
            return true;
        }
    }
}
