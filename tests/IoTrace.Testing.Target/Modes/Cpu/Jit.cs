using System.Linq.Expressions;

namespace IoTrace.Testing.Target.Modes.Cpu;

/// <summary>Compiles ever new methods and calls each of them once.</summary>
internal static class Jit
{
    public static void Start(Run run)
    {
        var size = run.Options.Number("size", 200);
        RuleCompiler.CompileAndRun(0, size);
        run.Ready();
        for (var i = 1; run.Goes; i++)
        {
            RuleCompiler.CompileAndRun(i, size);
            run.Count();
        }

        Run.Say($"jit-share {System.Runtime.JitInfo.GetCompilationTime(currentThread: true) / run.Elapsed:F3}");
    }
}

/// <summary>Makes one dynamic method of many arithmetic steps.</summary>
internal static class RuleCompiler
{
    public static double CompileAndRun(int seed, int size)
    {
        var x = Expression.Parameter(typeof(double));
        Expression body = x;
        for (var i = 0; i < size; i++)
        {
            var step = Expression.Multiply(Expression.Add(body, Expression.Constant((double)(seed + i))), Expression.Constant(0.5));
            // Branches give the compiler more to do per node than building the tree costs.
            body = Expression.Condition(Expression.LessThan(x, Expression.Constant((double)i)), step, Expression.Subtract(step, x));
            if (i % 20 == 19) body = Expression.Block(body);
        }

        return Expression.Lambda<Func<double, double>>(body, x).Compile()(seed);
    }
}
