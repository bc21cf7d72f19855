namespace IoTrace.Workloads.Comparison;

/// <summary>What one run under the profiler came to as a whole, warm-up and what lies between passes included.</summary>
/// <param name="IoCalls">Calls on files of the work folder and on peers of every kind, opens, syncs and deletes among them, as the probe counted them.</param>
/// <param name="Bytes">Bytes that the workload says it moved.</param>
/// <param name="Operations">Operations that it says it did.</param>
/// <param name="Passes">Passes that it made.</param>
public sealed record ProfiledRun(long IoCalls, long Bytes, long Operations, int Passes)
{
    /// <summary>Calls for each unit of what is compared; null where none of it was done.</summary>
    public double? CallsPerUnit(Metric metric)
    {
        var units = metric switch { Metric.Throughput => Bytes / Costs.Mebibyte, Metric.OperationRate => Operations, _ => Passes };
        return units > 0 ? IoCalls / units : null;
    }
}
