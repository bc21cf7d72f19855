namespace IoTrace.Testing.Target.Modes.Waiting;

/// <summary>User code that blocks a pool thread; the names profiles must show.</summary>
internal static class Handler
{
    public static void Handle(Backend backend) => backend.AskAsync().Wait();

    public static bool HandleOverAsync(TimeSpan period, TimeSpan limit) => FetchAsync(period).Wait(limit);

    private static async Task FetchAsync(TimeSpan period)
    {
        await Task.Delay(period).ConfigureAwait(false);
        await Task.Yield();
    }
}
