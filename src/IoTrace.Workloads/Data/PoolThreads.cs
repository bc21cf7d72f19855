namespace IoTrace.Workloads.Data;

/// <summary>The worker threads that the pool makes without hesitation, for as long as this lives. By itself it makes one for each processor, and further ones slowly.</summary>
internal sealed class PoolThreads : IDisposable
{
    private readonly (int Workers, int Ports) least;
    private readonly (int Workers, int Ports) most;

    private PoolThreads()
    {
        ThreadPool.GetMinThreads(out least.Workers, out least.Ports);
        ThreadPool.GetMaxThreads(out most.Workers, out most.Ports);
    }

    /// <summary>At least as many at once.</summary>
    public static PoolThreads AtLeast(int workers)
    {
        var threads = new PoolThreads();
        ThreadPool.SetMinThreads(Math.Max(workers, threads.least.Workers), threads.least.Ports);
        return threads;
    }

    /// <summary>As many at once, and never more.</summary>
    public static PoolThreads Exactly(int workers)
    {
        var threads = new PoolThreads();
        ThreadPool.SetMinThreads(workers, threads.least.Ports);
        ThreadPool.SetMaxThreads(workers, threads.most.Ports);
        return threads;
    }

    public void Dispose()
    {
        ThreadPool.SetMaxThreads(most.Workers, most.Ports);
        ThreadPool.SetMinThreads(least.Workers, least.Ports);
    }
}
