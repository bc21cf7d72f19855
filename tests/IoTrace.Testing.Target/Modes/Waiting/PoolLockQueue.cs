namespace IoTrace.Testing.Target.Modes.Waiting;

/// <summary>
/// Work items that all need one lock whose holder sleeps, while more arrive than can pass: every pool worker is blocked and work
/// queues, as in a starved pool, but more workers would only wait as well. The twin of pool-starvation.
/// </summary>
internal static class PoolLockQueue
{
    public static void Start(Run run)
    {
        var period = run.Options.Time("period", 20);
        var workers = run.Options.Number("workers", 4);
        ThreadPool.SetMinThreads(workers, workers);
        ThreadPool.SetMaxThreads(workers, workers);
        var till = new Till(() => Thread.Sleep(period));
        run.Ready();
        while (run.Goes)
        {
            ThreadPool.QueueUserWorkItem(_ =>
            {
                till.Serve();
                run.Count();
            });
            // Twice as often as the lock lets anybody pass, from a thread that is not the pool's.
            Thread.Sleep(period / 2);
        }
    }
}
