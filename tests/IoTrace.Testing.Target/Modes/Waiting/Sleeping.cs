namespace IoTrace.Testing.Target.Modes.Waiting;

/// <summary>Time that passes because the program asked for it.</summary>
internal static class Sleeping
{
    /// <summary>Awaits short delays.</summary>
    public static void Delay(Run run)
    {
        run.Ready();
        DelayAllAsync(run).GetAwaiter().GetResult();
    }

    /// <summary>Blocks the main thread in Thread.Sleep.</summary>
    public static void ThreadSleep(Run run)
    {
        var period = run.Options.Time("period", 20);
        run.Ready();
        while (run.Goes)
        {
            Thread.Sleep(period);
            run.Count();
        }
    }

    /// <summary>Main waits for an event that nobody sets, as a service without work does.</summary>
    public static void Idle(Run run)
    {
        using var stop = new ManualResetEvent(false);
        run.Ready();
        stop.WaitOne(run.Rest);
    }

    private static async Task DelayAllAsync(Run run)
    {
        var period = run.Options.Time("period", 20);
        while (run.Goes)
        {
            await Task.Delay(period).ConfigureAwait(false);
            run.Count();
        }
    }
}
