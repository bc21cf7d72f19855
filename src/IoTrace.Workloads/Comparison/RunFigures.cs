using IoTrace.Workloads.Measuring;

namespace IoTrace.Workloads.Comparison;

/// <summary>What is kept of one run. What is not known is null.</summary>
/// <param name="Seconds">Time of one pass, or of the whole command.</param>
public sealed record RunFigures(
    double Seconds, long? Bytes, long? Operations, double CpuSeconds, double? IoCalls, double? PoolItems, double? ContextSwitches)
{
    /// <summary>Of a workload: sums over its passes are brought down to one pass, so that runs of different lengths compare.</summary>
    public static RunFigures Of(RunResult result)
    {
        var (passes, used) = (Math.Max(1, result.Passes), result.Resources);
        var share = 1.0 / passes;
        return new RunFigures(
            result.Seconds * share, result.Counts.Bytes > 0 ? result.Counts.Bytes / passes : null, result.Counts.Operations / passes,
            used.CpuSeconds * share, used.IoCalls * share, used.PoolItems * share, (used.VoluntarySwitches + used.InvoluntarySwitches) * share);
    }

    /// <summary>Of a command, from outside.</summary>
    public static RunFigures Of(TimeSpan elapsed, ResourceUse used) =>
        new(elapsed.TotalSeconds, null, null, used.CpuSeconds, null, null, used.VoluntarySwitches + used.InvoluntarySwitches);

    /// <summary>The speed in a metric; larger is better.</summary>
    public double Speed(Metric metric) => metric switch
    {
        Metric.Throughput => (Bytes ?? 0) / Seconds,
        Metric.OperationRate => (Operations ?? 0) / Seconds,
        _ => 1 / Seconds,
    };
}
