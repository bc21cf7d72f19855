using System.Diagnostics;
using IoTrace.Testing.Target.Modes.Cpu;

namespace IoTrace.Testing.Target.Modes;

/// <summary>Computes for a given time.</summary>
internal static class Busy
{
    public static void For(TimeSpan time)
    {
        var start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start) < time) PriceModel.Outer(1000);
    }
}
