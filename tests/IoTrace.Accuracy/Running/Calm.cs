using System.Diagnostics;
using System.Globalization;

namespace IoTrace.Accuracy.Running;

/// <summary>How busy the machine is just before a run.</summary>
/// <param name="Busy">The share of its processors that was in use over the last look, 0 to 1.</param>
/// <param name="Running">Threads that ran or wanted to at the end of the look.</param>
/// <param name="Load">The load average of the last minute.</param>
/// <param name="WaitedSeconds">How long it was waited for calm.</param>
internal sealed record Calm(double Busy, int Running, double Load, double WaitedSeconds)
{
    /// <summary>Up to here the machine counts as calm: on two processors, half of one.</summary>
    public const double Threshold = 0.25;

    private static readonly TimeSpan _look = TimeSpan.FromMilliseconds(250);

    /// <summary>Waits until the machine is calm, but not longer than the patience; then it goes on, and the figures tell.</summary>
    public static async Task<Calm> WaitAsync(TimeSpan patience, CancellationToken stop)
    {
        var start = Stopwatch.GetTimestamp();
        while (true)
        {
            var (idle, all) = Ticks();
            await Task.Delay(_look, stop);
            var (idleAfter, allAfter) = Ticks();
            var busy = allAfter == all ? 0 : 1 - ((idleAfter - idle) / (double)(allAfter - all));
            var waited = Stopwatch.GetElapsedTime(start);
            if (busy <= Threshold || waited > patience) return new Calm(Math.Max(0, busy), RunningThreads(), LoadAverage(), waited.TotalSeconds);
        }
    }

    // proc(5), stat: user nice system idle iowait irq softirq steal …; waiting for a disk leaves a processor idle.
    private static (long Idle, long All) Ticks()
    {
        var fields = File.ReadLines("/proc/stat").First().Split(' ', StringSplitOptions.RemoveEmptyEntries).Skip(1).Take(8)
            .Select(f => long.Parse(f, CultureInfo.InvariantCulture)).ToList();
        return (fields[3] + fields[4], fields.Sum());
    }

    private static int RunningThreads() => File.ReadLines("/proc/stat")
        .Where(line => line.StartsWith("procs_running ", StringComparison.Ordinal))
        .Select(line => int.Parse(line.Split(' ')[1], CultureInfo.InvariantCulture))
        .FirstOrDefault();

    private static double LoadAverage() => double.Parse(File.ReadAllText("/proc/loadavg").Split(' ')[0], CultureInfo.InvariantCulture);
}
