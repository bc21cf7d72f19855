using System.Runtime.CompilerServices;

namespace IoTrace.Testing.Target.Modes.Cpu;

/// <summary>A call chain with names a profile must show: Outer calls Middle calls Inner.</summary>
internal static class PriceModel
{
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static double Outer(int steps) => Middle(steps) + 1;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static double Middle(int steps) => Inner(steps) * 2;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static double Inner(int steps)
    {
        var price = 1.0;
        for (var i = 1; i <= steps; i++) price += (price % 7 / i) - (i & 3);
        return price;
    }
}
