namespace IoTrace.Workloads.Data;

/// <summary>Threads of our own, because the pool's would be a part of what is measured.</summary>
internal static class OnThreads
{
    /// <summary>Runs the same on as many threads; the first error of any is thrown.</summary>
    public static async Task RunAsync(int threads, string name, Action action)
    {
        if (threads == 1)
        {
            action();
            return;
        }

        var running = Enumerable.Range(0, threads).Select(i => Start($"{name} {i}", action)).ToList();
        await Task.WhenAll(running).ConfigureAwait(false);
    }

    private static Task Start(string name, Action action)
    {
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        new Thread(() =>
        {
            try
            {
                action();
                ended.SetResult();
            }
            catch (Exception e)
            {
                // Whatever it is, it belongs to who waits for the threads.
                ended.SetException(e);
            }
        })
        { Name = name, IsBackground = true }.Start();
        return ended.Task;
    }
}
