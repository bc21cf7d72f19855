using IoTrace.Testing.Target.Modes.Cpu;

namespace IoTrace.Testing.Target.Modes.Processes;

/// <summary>
/// Has everything compiled before the ready line and then loops in a call chain with known names: whoever attaches
/// later sees no compilation of these methods and has to learn their names another way.
/// </summary>
internal static class JitBefore
{
    public static void Start(Run run)
    {
        for (var i = 0; i < 200; i++) RuleCompiler.CompileAndRun(i, size: 20);
        // Long enough for tier 1, so that no later recompilation gives the names away.
        for (var i = 0; i < 2000; i++) PriceModel.Outer(1000);
        Thread.Sleep(500);
        run.Ready();
        while (run.Goes)
        {
            PriceModel.Outer(100_000);
            run.Count();
        }
    }
}
