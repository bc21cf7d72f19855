namespace IoTrace.Testing.Target.Modes.Waiting;

/// <summary>A pool of two threads, both blocked in work items that wait for a timer, while the queue grows.</summary>
internal static class PoolStarvation
{
    public static void Start(Run run)
    {
        var workers = run.Options.Number("workers", 2);
        ThreadPool.SetMinThreads(workers, workers);
        ThreadPool.SetMaxThreads(workers, workers);
        var period = run.Options.Time("period", 100);
        // More arrives than two workers can take, from a thread that is not the pool's.
        var arrivals = period / workers / 4;
        run.Ready();
        while (run.Goes)
        {
            ThreadPool.QueueUserWorkItem(_ =>
            {
                Handler.Handle(period);
                run.Count();
            });
            Thread.Sleep(arrivals);
        }

        Run.Say($"queued {ThreadPool.PendingWorkItemCount}");
    }

    /// <summary>Callers that block on asynchronous code of their own, with the pool at its defaults.</summary>
    public static void SyncOverAsync(Run run)
    {
        var period = run.Options.Time("period", 100);
        var backlog = run.Options.Number("backlog", 40);
        run.Ready();
        while (run.Goes)
        {
            // The continuation needs a pool thread, and all pool threads wait for a continuation.
            if (ThreadPool.PendingWorkItemCount < backlog)
            {
                ThreadPool.QueueUserWorkItem(_ =>
                {
                    Handler.HandleOverAsync(period);
                    run.Count();
                });
            }
            else
            {
                Thread.Sleep(1);
            }
        }

        Run.Say($"queued {ThreadPool.PendingWorkItemCount}");
    }
}

/// <summary>User code that blocks a pool thread; the name profiles must show.</summary>
internal static class Handler
{
    public static void Handle(TimeSpan period)
    {
        using var never = new ManualResetEventSlim(false);
        using var timer = new Timer(_ => never.Set(), null, period, Timeout.InfiniteTimeSpan);
        never.Wait(period);
    }

    public static void HandleOverAsync(TimeSpan period) => FetchAsync(period).Wait();

    private static async Task FetchAsync(TimeSpan period)
    {
        await Task.Delay(period).ConfigureAwait(false);
        await Task.Yield();
    }
}
