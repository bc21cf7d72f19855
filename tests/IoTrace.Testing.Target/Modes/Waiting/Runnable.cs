namespace IoTrace.Testing.Target.Modes.Waiting;

/// <summary>
/// More busy threads than processors: at any moment most of them are runnable and wait for a turn, which other threads of the same
/// process have.
/// </summary>
internal static class Runnable
{
    public static void Start(Run run)
    {
        var threads = run.Options.Number("threads", 4 * Environment.ProcessorCount);
        run.Ready();
        Parallelism.OnThreads(threads, "busy", _ => Busy.Throughout(run));
    }
}
