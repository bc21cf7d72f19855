using IoTrace.Analysis.Observations;

namespace IoTrace.Analysis.Tallies;

/// <summary>How much the process read and wrote, how long its control group was held back, and what others used of the processors.</summary>
internal sealed class IoTally
{
    /// <summary>Seen over less than this part of the span, others may have done something else in the larger part.</summary>
    private const double EnoughSeen = 0.5;

    private ProcessUsage? first;
    private ProcessUsage? last;
    private NeighboursSeen? firstOthers;
    private NeighboursSeen? lastOthers;

    public void Take(Observation observation)
    {
        if (observation is NeighboursSeen others)
        {
            firstOthers ??= others;
            lastOthers = others;
        }

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
        (last.Throttled - first.Throttled).Seconds)
    { OthersBusy = OthersBusy((last.At - first.At).Seconds) };

    private double? OthersBusy(double seconds) =>
        firstOthers is { } from && lastOthers is { } to && (to.At - from.At).Seconds is var seen && seen > 0 && seen >= EnoughSeen * seconds
            ? Math.Max(0, (to.Busy - from.Busy).Seconds / seen)
            : null;
}

/// <summary>What the system tells of a span of time: volume, and who had the processors.</summary>
/// <param name="Seconds">The span.</param>
/// <param name="ThrottledSeconds">Time for which the control group had used up its processor quota.</param>
internal sealed record IoVolume(
    double Seconds, long ReadBytes, long WrittenBytes, long ReadCalls, long WriteCalls, long DiskReadBytes, long DiskWrittenBytes,
    double ThrottledSeconds)
{
    /// <summary>Processors of the machine that others than the process kept busy on average; null where unknown.</summary>
    public double? OthersBusy { get; init; }
}
