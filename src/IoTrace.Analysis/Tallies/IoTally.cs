using IoTrace.Analysis.Observations;

namespace IoTrace.Analysis.Tallies;

/// <summary>How much the process read and wrote, and how long its control group was held back.</summary>
internal sealed class IoTally
{
    private ProcessUsage? first;
    private ProcessUsage? last;

    public void Take(Observation observation)
    {
        if (observation is ProcessUsage usage)
        {
            first ??= usage;
            last = usage.ReadBytes >= (last?.ReadBytes ?? 0) ? usage : last;
        }
    }

    /// <summary>What happened between the first and the last look; null where the system did not tell.</summary>
    public IoVolume? Finish() => first is null || last is null || ReferenceEquals(first, last) ? null : new IoVolume(
        (last.At - first.At).Seconds, last.ReadBytes - first.ReadBytes, last.WrittenBytes - first.WrittenBytes,
        last.ReadCalls - first.ReadCalls, last.WriteCalls - first.WriteCalls,
        last.DiskReadBytes - first.DiskReadBytes, last.DiskWrittenBytes - first.DiskWrittenBytes,
        (last.Throttled - first.Throttled).Seconds);
}

/// <summary>Volume over a span of time.</summary>
/// <param name="Seconds">The span.</param>
/// <param name="ThrottledSeconds">Time for which the control group had used up its processor quota.</param>
internal sealed record IoVolume(
    double Seconds, long ReadBytes, long WrittenBytes, long ReadCalls, long WriteCalls, long DiskReadBytes, long DiskWrittenBytes,
    double ThrottledSeconds);
