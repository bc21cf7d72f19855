namespace IoTrace.Testing.Target.Modes.Cpu;

/// <summary>Managed arithmetic without a call, an allocation or a system call.</summary>
internal static class CpuLoop
{
    public static void Start(Run run)
    {
        var threads = run.Options.Position(0, run.Options.Number("threads", 1));
        run.Ready();
        if (run.Options.Has("async"))
            Task.WhenAll(Enumerable.Range(0, threads).Select(_ => PriceAllAsync(run))).GetAwaiter().GetResult();
        else
            Parallelism.OnThreads(threads, "busy", _ => Busy.Throughout(run));
    }

    private static async Task PriceAllAsync(Run run)
    {
        var steps = Busy.Steps(run);
        while (run.Goes)
        {
            await Task.Run(() => PriceModel.Outer(steps)).ConfigureAwait(false);
            run.Count();
        }
    }
}
