namespace IoTrace.Testing.Target.Modes.Network;

/// <summary>Clients of --url over HTTP.</summary>
internal static class HttpClients
{
    /// <summary>Keeps --concurrency requests in flight.</summary>
    public static void FanOut(Run run)
    {
        using var shop = new Shop(run.Options.Required("url"));
        WarmUpAsync(shop).GetAwaiter().GetResult();
        run.Ready();
        Task.WhenAll(Enumerable.Range(0, run.Options.Number("concurrency", 8)).Select(_ => GetAllAsync(run, shop)))
            .GetAwaiter().GetResult();
    }

    /// <summary>One request at a time, the main thread blocked in Task.Result.</summary>
    public static void Sync(Run run)
    {
        using var shop = new Shop(run.Options.Required("url"));
        WarmUpAsync(shop).GetAwaiter().GetResult();
        run.Ready();
        while (run.Goes)
        {
            shop.Get();
            run.Count();
        }
    }

    /// <summary>
    /// Calls everything often enough to reach its final form, in rounds of more than the 30 calls that promote a method
    /// and with pauses for the compiler, which starts after 100 ms of calm. From precompiled code that takes two rounds
    /// (the first leads to instrumented code); the steady phase would otherwise share its first seconds with the compiler.
    /// </summary>
    private static async Task WarmUpAsync(Shop shop)
    {
        for (var round = 0; round < 3; round++)
        {
            for (var i = 0; i < 4; i++)
                await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => shop.GetAsync())).ConfigureAwait(false);
            await Task.Delay(300).ConfigureAwait(false);
        }
    }

    private static async Task GetAllAsync(Run run, Shop shop)
    {
        while (run.Goes)
        {
            await shop.GetAsync().ConfigureAwait(false);
            run.Count();
        }
    }
}

/// <summary>User code around the requests; the name profiles must show.</summary>
internal sealed class Shop(string url) : IDisposable
{
    private readonly HttpClient _client = new();
    private readonly Uri _url = new(url);

    public async Task<int> GetAsync() => (await _client.GetByteArrayAsync(_url).ConfigureAwait(false)).Length;

    public int Get() => GetAsync().Result;

    public void Dispose() => _client.Dispose();
}
