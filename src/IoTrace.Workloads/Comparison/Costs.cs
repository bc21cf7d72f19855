using IoTrace.Workloads.Statistics;

namespace IoTrace.Workloads.Comparison;

/// <summary>What a contender's work costs: medians over its runs, each for a unit of what is compared. What is not known is null.</summary>
/// <param name="CpuSeconds">Processor time.</param>
/// <param name="IoCalls">System calls that read or write.</param>
/// <param name="AllIoCalls">Calls on files and peers of every kind; from the one run under the profiler, not from those that are compared.</param>
/// <param name="PoolItems">Work items of the thread pool.</param>
/// <param name="ContextSwitches">Context switches, voluntary and not.</param>
public sealed record Costs(double CpuSeconds, double? IoCalls, double? AllIoCalls, double? PoolItems, double? ContextSwitches)
{
    internal const double Mebibyte = 1 << 20;

    /// <param name="series">With at least one run.</param>
    public static Costs Of(Series series, Metric metric) => new(
        Median(series.Runs, metric, r => r.CpuSeconds)!.Value, Median(series.Runs, metric, r => r.IoCalls), series.Profiled?.CallsPerUnit(metric),
        Median(series.Runs, metric, r => r.PoolItems), Median(series.Runs, metric, r => r.ContextSwitches));

    /// <summary>What they are for: a MiB, an operation, or a run.</summary>
    public static string UnitOf(Metric metric) => metric switch { Metric.Throughput => "MiB", Metric.OperationRate => "op", _ => "run" };

    private static double? Median(IReadOnlyList<RunFigures> runs, Metric metric, Func<RunFigures, double?> value)
    {
        List<double> values = [.. runs.Where(r => value(r) is not null).Select(r => value(r)!.Value / Units(r, metric))];
        return values.Count == 0 ? null : Quantiles.Median(values);
    }

    private static double Units(RunFigures run, Metric metric) => metric switch
    {
        Metric.Throughput => Math.Max(1, run.Bytes ?? 0) / Mebibyte,
        Metric.OperationRate => Math.Max(1, run.Operations ?? 0),
        _ => 1,
    };
}
