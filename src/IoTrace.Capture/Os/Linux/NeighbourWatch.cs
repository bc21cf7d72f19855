using IoTrace.Analysis.Observations;

namespace IoTrace.Capture.Os.Linux;

/// <summary>
/// The processor time of all others than one process: that of the machine (<c>/proc/stat</c>, proc_stat(5)) less its own. Whatever keeps a thread
/// of the process from a processor is either one of these or one of its own threads.
/// </summary>
internal sealed class NeighbourWatch(int pid) : IDisposable
{
    /// <summary>The kernel writes the counts of all interrupts for each read: not ten times a second.</summary>
    private static readonly Duration Interval = Duration.FromMilliseconds(500);

    /// <summary>USER_HZ is 100 on every architecture that .NET runs on.</summary>
    private const long TickNanoseconds = 10_000_000;

    private readonly ProcFile? stat = ProcFile.TryOpen(ProcPath.MachineStat, out _);
    private Timestamp readAt = new(long.MinValue / 2);

    /// <summary>What they have used by now, where it is time to look again; null also where the kernel does not tell.</summary>
    public NeighboursSeen? ReadIfDue(Timestamp now, bool thorough, Span<byte> buffer)
    {
        if (now - readAt < Interval && !thorough)
        {
            return null;
        }

        readAt = now;
        return Busy(stat is null ? [] : stat.Read(buffer)) is { } ticks && LibC.ProcessCpuTime(pid) is { } own
            ? new NeighboursSeen(now, new Duration((ticks * TickNanoseconds) - own))
            : null;
    }

    public void Dispose() => stat?.Dispose();

    /// <summary>Ticks of all processors in use: user, nice, system, irq, softirq and steal, without idle and iowait. Null of what is no such text.</summary>
    internal static long? Busy(ReadOnlySpan<byte> text)
    {
        if (!text.StartsWith("cpu "u8))
        {
            return null;
        }

        var rest = text["cpu "u8.Length..];
        var busy = 0L;
        for (var field = 0; field < 8; field++)
        {
            var ticks = ProcText.NextNumber(ref rest);
            busy += field is 3 or 4 ? 0 : Math.Max(0, ticks);
        }

        return busy;
    }
}
