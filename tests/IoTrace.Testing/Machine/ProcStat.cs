using System.Globalization;

namespace IoTrace.Testing;

/// <summary>What <c>/proc/stat</c> tells of all processors together; proc(5).</summary>
/// <param name="Busy">Clock ticks in use.</param>
/// <param name="Idle">Clock ticks not in use; waiting for a disk leaves a processor idle.</param>
/// <param name="Stolen">Those in use by other machines on the same hardware, part of <paramref name="Busy"/>.</param>
/// <param name="Running">Threads that run or want to.</param>
internal readonly record struct ProcStat(long Busy, long Idle, long Stolen, int Running)
{
    private const string RunningLine = "procs_running ";

    public static ProcStat Read()
    {
        var lines = File.ReadAllLines("/proc/stat");
        // user, nice, system, idle, iowait, irq, softirq, steal; the guests' time that follows is part of the first two.
        var ticks = lines[0].Split(' ', StringSplitOptions.RemoveEmptyEntries)[1..9].Select(field => long.Parse(field, CultureInfo.InvariantCulture)).ToArray();
        var idle = ticks[3] + ticks[4];
        var running = lines.First(line => line.StartsWith(RunningLine, StringComparison.Ordinal));
        return new ProcStat(ticks.Sum() - idle, idle, ticks[7], int.Parse(running.AsSpan(RunningLine.Length), CultureInfo.InvariantCulture));
    }
}
