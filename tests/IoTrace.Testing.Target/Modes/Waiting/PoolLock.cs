namespace IoTrace.Testing.Target.Modes.Waiting;

/// <summary>
/// The twin of sync-over-async: as many pool threads are blocked, but by a lock whose holder sleeps. No work is queued, so more
/// threads would not help.
/// </summary>
internal static class PoolLock
{
    public static void Start(Run run)
    {
        var workers = run.Options.Number("workers", 8);
        var period = run.Options.Time("period", 5);
        ThreadPool.SetMinThreads(workers, workers);
        var till = new Till(() => Thread.Sleep(period));
        run.Ready();
        Task.WaitAll([.. Enumerable.Range(0, workers).Select(_ => Task.Run(() =>
        {
            while (run.Goes)
            {
                till.Serve();
                run.Count();
            }
        }))]);
    }
}
