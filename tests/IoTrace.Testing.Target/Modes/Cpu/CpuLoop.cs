namespace IoTrace.Testing.Target.Modes.Cpu;

/// <summary>Managed arithmetic without a call, an allocation or a system call.</summary>
internal static class CpuLoop
{
    public static void Start(Run run)
    {
        var threads = run.Options.Position(0, run.Options.Number("threads", 1));
        run.Ready();
        Parallelism.OnThreads(threads, "busy", _ =>
        {
            while (run.Goes)
            {
                PriceModel.Outer(100_000);
                run.Count();
            }
        });
    }
}
