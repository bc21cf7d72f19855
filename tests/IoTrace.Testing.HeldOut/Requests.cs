namespace IoTrace.Testing.HeldOut;

/// <summary>A client that asks a web server one thing after the other; it waits for the server to be there.</summary>
internal static class Requests
{
    public static async Task RunAsync(string url, TimeSpan pause, TimeSpan length)
    {
        using var end = new CancellationTokenSource(length);
        _ = Task.Run(async () =>
        {
            while (await Console.In.ReadLineAsync() is not null) { }
            await end.CancelAsync();
        });
        Console.Out.WriteLine("ready");
        using var client = new HttpClient();
        for (var i = 0; !end.IsCancellationRequested; i++)
        {
            try
            {
                using var answer = await client.GetAsync(new Uri($"{url}{i % Documents.Folders}/{i % Documents.FilesEach}.html"), end.Token);
                await answer.Content.ReadAsByteArrayAsync();
                if (pause > TimeSpan.Zero) await Task.Delay(pause);
            }
            catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
            {
                await Task.Delay(50);
            }
        }
    }
}
