namespace IoTrace.Testing.Target;

/// <summary>Runs the same work on several dedicated threads and waits for all of them.</summary>
internal static class Parallelism
{
    public static void OnThreads(int count, string name, Action<int> work)
    {
        if (count == 1)
        {
            // One thread means the main thread: a program of one thread is the plainest case there is.
            work(0);
            return;
        }

        var threads = Enumerable.Range(0, count)
            .Select(i => new Thread(() => work(i)) { Name = $"{name} {i}", IsBackground = true })
            .ToList();
        threads.ForEach(t => t.Start());
        threads.ForEach(t => t.Join());
    }
}
