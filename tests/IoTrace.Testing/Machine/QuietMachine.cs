using System.Diagnostics;
using System.Globalization;

namespace IoTrace.Testing;

/// <summary>Waits until the machine has processors to spare, so that what is measured is the program and not its neighbours.</summary>
public static class QuietMachine
{
    /// <summary>A share of all processors, used by others, that leaves a program of one or two threads alone.</summary>
    public const double Threshold = 0.2;

    private static readonly TimeSpan _look = TimeSpan.FromMilliseconds(250);

    /// <summary>Waits until it is quiet, but not longer than the patience; the load that it returns tells which.</summary>
    public static async Task<MachineLoad> WaitAsync(TimeSpan patience, CancellationToken cancellationToken = default)
    {
        var start = Stopwatch.GetTimestamp();
        while (true)
        {
            var load = NeighbourLoad.Begin();
            await Task.Delay(_look, cancellationToken);
            var busy = load.Share();
            var waited = Stopwatch.GetElapsedTime(start);
            if (busy <= Threshold || waited > patience) return new MachineLoad(busy, ProcStat.Read().Running, LoadAverage(), waited.TotalSeconds);
        }
    }

    private static double LoadAverage() => double.Parse(File.ReadAllText("/proc/loadavg").Split(' ')[0], CultureInfo.InvariantCulture);
}
