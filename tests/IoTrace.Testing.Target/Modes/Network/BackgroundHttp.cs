namespace IoTrace.Testing.Target.Modes.Network;

/// <summary>The twin of http-sync: the same requests to --url are on their way, beside the computing, and nobody waits for them.</summary>
internal static class BackgroundHttp
{
    public static void Start(Run run)
    {
        using var shop = new Shop(run.Options.Required("url"));
        shop.Get();
        run.Ready();
        _ = PollAsync(run, shop);
        Busy.Throughout(run);
    }

    private static async Task PollAsync(Run run, Shop shop)
    {
        try
        {
            while (run.Goes) await shop.GetAsync().ConfigureAwait(false);
        }
        catch (Exception e) when (e is HttpRequestException or ObjectDisposedException or OperationCanceledException)
        {
            // The run is over, and the client with it.
        }
    }
}
