namespace IoTrace.Workloads.Comparison;

/// <summary>The runs of one contender.</summary>
/// <param name="Name">Unique in the comparison.</param>
/// <param name="Verdict">What the profiler says about it, such as <c>cpu: cpu-kernel-io</c>; null when it was not asked.</param>
/// <param name="Saved">Whether the runs come from a file, and so from another time.</param>
/// <param name="Runs">In the order in which they were made.</param>
public sealed record Series(string Name, string? Verdict, bool Saved, IReadOnlyList<RunFigures> Runs)
{
    /// <summary>The workload that was run; null for a command.</summary>
    public Subject? Subject { get; init; }

    /// <summary>What the runs were made under; null where that is not known.</summary>
    public Conditions? Conditions { get; init; }

    /// <summary>What the profiler counted; null where it did not.</summary>
    public ProfiledRun? Profiled { get; init; }

    /// <summary>Why the profiler was asked and gave no verdict.</summary>
    public string? WhyNoVerdict { get; init; }

    public IReadOnlyList<double> Speeds(Metric metric) => [.. Runs.Select(r => r.Speed(metric))];
}
