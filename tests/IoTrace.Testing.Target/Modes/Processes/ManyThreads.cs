namespace IoTrace.Testing.Target.Modes.Processes;

/// <summary>Holds many idle threads, to weigh what looking at each of them costs.</summary>
internal static class ManyThreads
{
    public static void Start(Run run)
    {
        using var end = new ManualResetEvent(false);
        var threads = Enumerable.Range(0, run.Options.Position(0, 200)).Select(i => new Thread(() => end.WaitOne(), 256 << 10)
        {
            Name = $"idle {i}",
            IsBackground = true,
        }).ToList();
        threads.ForEach(t => t.Start());
        run.Ready();
        Thread.Sleep(run.Rest);
        end.Set();
        threads.ForEach(t => t.Join());
        run.Count(threads.Count);
    }
}
