namespace IoTrace.Testing.Target.Modes.Network;

/// <summary>Clients that read an answer of --url as it comes, which its head is only the beginning of.</summary>
internal static class HttpStream
{
    /// <summary>Nothing else is done meanwhile. Counts what was read.</summary>
    public static void Start(Run run)
    {
        using var feed = new Feed(run.Options.Required("url"));
        // The first request of a client takes its time.
        feed.ReadAsync(run, () => { }).GetAwaiter().GetResult();
        run.Ready();
        while (run.Goes) feed.ReadAsync(run, () => run.Count()).GetAwaiter().GetResult();
    }

    /// <summary>The same reading is on its way beside the computing, and nobody waits for it.</summary>
    public static void Background(Run run)
    {
        using var feed = new Feed(run.Options.Required("url"));
        // The first request of a client takes its time.
        feed.ReadAsync(run, () => { }).GetAwaiter().GetResult();
        run.Ready();
        _ = ReadAllAsync(run, feed);
        Busy.Throughout(run);
    }

    private static async Task ReadAllAsync(Run run, Feed feed)
    {
        try
        {
            while (run.Goes) await feed.ReadAsync(run, () => { }).ConfigureAwait(false);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or ObjectDisposedException or OperationCanceledException)
        {
            // The run is over, and the client with it.
        }
    }
}

/// <summary>User code around the streams; the name profiles must show.</summary>
internal sealed class Feed(string url) : IDisposable
{
    private readonly HttpClient _client = new();
    private readonly Uri _url = new(new Uri(url), "stream");

    /// <summary>Reads one answer until its end or that of the run.</summary>
    public async Task ReadAsync(Run run, Action took)
    {
        using var answer = await _client.GetAsync(_url, HttpCompletionOption.ResponseHeadersRead).ConfigureAwait(false);
        await using var stream = await answer.Content.ReadAsStreamAsync().ConfigureAwait(false);
        var buffer = new byte[4096];
        while (run.Goes && await stream.ReadAsync(buffer).ConfigureAwait(false) > 0) took();
    }

    public void Dispose() => _client.Dispose();
}
