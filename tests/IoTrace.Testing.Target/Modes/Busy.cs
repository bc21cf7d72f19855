using System.Diagnostics;
using IoTrace.Testing.Target.Modes.Cpu;

namespace IoTrace.Testing.Target.Modes;

/// <summary>Computes, for a given time or for a given number of steps.</summary>
internal static class Busy
{
    public static void For(TimeSpan time)
    {
        var start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start) < time) PriceModel.Outer(1000);
    }

    /// <summary>Until the run is over; an operation is --steps steps, and takes longer on a slower processor.</summary>
    public static void Throughout(Run run)
    {
        var steps = Steps(run);
        while (run.Goes)
        {
            PriceModel.Outer(steps);
            run.Count();
        }
    }

    /// <summary>How much an operation computes.</summary>
    public static int Steps(Run run) => run.Options.Number("steps", 100_000);
}
