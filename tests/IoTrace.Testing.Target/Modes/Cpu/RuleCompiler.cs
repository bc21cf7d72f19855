using System.Reflection.Emit;

namespace IoTrace.Testing.Target.Modes.Cpu;

/// <summary>Makes one dynamic method of many arithmetic steps; emitting it costs little, compiling it much.</summary>
internal static class RuleCompiler
{
    public static double CompileAndRun(int seed, int size)
    {
        var method = new DynamicMethod($"Rule{seed}", typeof(double), [typeof(double)]);
        var il = method.GetILGenerator();
        for (var i = 0; i < size; i++)
        {
            // if (x < seed + i) x = (x * (seed + i) + x) / 1.5
            var next = il.DefineLabel();
            il.Emit(OpCodes.Ldarg_0);
            il.Emit(OpCodes.Ldc_R8, (double)(seed + i));
            il.Emit(OpCodes.Bge_Un, next);
            il.Emit(OpCodes.Ldarg_0);
            il.Emit(OpCodes.Ldc_R8, (double)(seed + i));
            il.Emit(OpCodes.Mul);
            il.Emit(OpCodes.Ldarg_0);
            il.Emit(OpCodes.Add);
            il.Emit(OpCodes.Ldc_R8, 1.5);
            il.Emit(OpCodes.Div);
            il.Emit(OpCodes.Starg_S, (byte)0);
            il.MarkLabel(next);
        }

        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ret);
        return method.CreateDelegate<Func<double, double>>()(seed);
    }
}
