using System.Runtime;

namespace IoTrace.Testing.Target.Modes.Cpu;

/// <summary>Compiles ever new methods and calls each of them once.</summary>
internal static class Jit
{
    public static void Start(Run run)
    {
        var size = run.Options.Number("size", 200);
        RuleCompiler.CompileAndRun(0, size);
        run.Ready();
        var before = JitInfo.GetCompilationTime();
        var made = 0;
        Parallelism.OnThreads(run.Options.Number("threads", 1), "rules", _ =>
        {
            while (run.Goes)
            {
                RuleCompiler.CompileAndRun(Interlocked.Increment(ref made), size);
                run.Count();
            }
        });

        Run.Say($"jit-share {(JitInfo.GetCompilationTime() - before) / run.Elapsed:F3}");
    }
}
