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
        for (var i = 1; run.Goes; i++)
        {
            RuleCompiler.CompileAndRun(i, size);
            run.Count();
        }

        Run.Say($"jit-share {(JitInfo.GetCompilationTime() - before) / run.Elapsed:F3}");
    }
}
