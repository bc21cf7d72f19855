namespace IoTrace.Probe.Target.Modes;

/// <summary>Gives the thread pool more blocking work than it may have workers.</summary>
internal static class PoolQueue
{
    public static int Run(string[] arguments)
    {
        var items = int.Parse(arguments[0]);
        ThreadPool.SetMinThreads(1, 1);
        ThreadPool.SetMaxThreads(Environment.ProcessorCount, Environment.ProcessorCount);
        Handshake.Wait();
        using var done = new CountdownEvent(items);
        for (var i = 0; i < items; i++)
        {
            ThreadPool.UnsafeQueueUserWorkItem(
                _ =>
                {
                    Thread.Sleep(30);
                    done.Signal();
                },
                null);
        }
        done.Wait();
        return Handshake.Done($"{items}");
    }
}
