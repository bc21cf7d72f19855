namespace IoTrace.Workloads.Comparison;

/// <summary>What contenders can be compared by. An operation of one workload is not that of another, and bytes are no time.</summary>
public static class MetricRule
{
    /// <param name="contenders">Their names, and the workloads they run; null for commands.</param>
    /// <exception cref="WorkloadException">There are two that nothing can be said about; it names them.</exception>
    public static Metric Of(IReadOnlyList<(string Name, Subject? Subject)> contenders)
    {
        var commands = contenders.Where(c => c.Subject is null).Select(c => c.Name).ToList();
        List<(string Name, Subject Subject)> workloads = [.. contenders.Where(c => c.Subject is not null).Select(c => (c.Name, c.Subject!))];
        if (commands.Count > 0)
        {
            return workloads.Find(w => !w.Subject.HasEnd) is { Name: { } endless }
                ? throw Errors.NotComparable(endless, $"the command '{commands[0]}'", $"{endless} goes on for as long as it may, so it takes no time that a command's could be held against.")
                : Metric.Time;
        }

        if (workloads.TrueForAll(w => w.Subject.Unit == WorkUnit.Bytes))
            return Metric.Throughput;

        var first = workloads.Find(w => w.Subject.Unit == WorkUnit.Operations);
        return workloads.Find(w => w.Subject.Workload != first.Subject.Workload) is { Name: { } other } odd
            ? throw Errors.NotComparable(first.Name, other, odd.Subject.Unit == WorkUnit.Bytes
                ? "the first is counted in operations, the second in bytes."
                : "an operation of one is not an operation of the other.")
            : Metric.OperationRate;
    }
}
