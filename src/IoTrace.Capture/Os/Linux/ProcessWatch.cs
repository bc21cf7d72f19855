using IoTrace.Analysis.Observations;

namespace IoTrace.Capture.Os.Linux;

/// <summary>Running totals of the whole process and of the control group that limits its processor time.</summary>
internal sealed class ProcessWatch : IDisposable
{
    private readonly int pid;
    private readonly ProcFile? io;
    private readonly ProcFile? throttling;
    private readonly bool throttlingInMicroseconds;

    public ProcessWatch(int pid)
    {
        this.pid = pid;
        io = ProcFile.TryOpen(ProcPath.Io(pid), out _);
        (var path, throttlingInMicroseconds) = ControlGroup.CpuStat(pid);
        throttling = path is null ? null : ProcFile.TryOpen(path, out _);
    }

    /// <summary>The totals at this moment; fields that the kernel refuses are 0.</summary>
    public ProcessUsage Read(Timestamp now, Span<byte> buffer)
    {
        var text = io is null ? [] : io.Read(buffer);
        var (read, written) = (ProcText.Value(text, "rchar"u8) ?? 0, ProcText.Value(text, "wchar"u8) ?? 0);
        var (reads, writes) = (ProcText.Value(text, "syscr"u8) ?? 0, ProcText.Value(text, "syscw"u8) ?? 0);
        var (diskRead, diskWritten) = (ProcText.Value(text, "read_bytes"u8) ?? 0, ProcText.Value(text, "write_bytes"u8) ?? 0);
        return new ProcessUsage(now, read, written, reads, writes, diskRead, diskWritten, ReadThrottled(buffer), Processor());
    }

    /// <summary>Processor time of all threads, those that have ended included; null when the process is gone.</summary>
    private Duration? Processor() => LibC.ProcessCpuTime(pid) is { } nanoseconds ? new Duration(nanoseconds) : null;

    public void Dispose()
    {
        io?.Dispose();
        throttling?.Dispose();
    }

    private Duration ReadThrottled(Span<byte> buffer)
    {
        var text = throttling is null ? [] : throttling.Read(buffer);
        return throttlingInMicroseconds
            ? new Duration((ProcText.Value(text, "throttled_usec"u8) ?? 0) * 1000)
            : new Duration(ProcText.Value(text, "throttled_time"u8) ?? 0);
    }
}
