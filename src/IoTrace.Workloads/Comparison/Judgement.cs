namespace IoTrace.Workloads.Comparison;

/// <summary>What the profiler says.</summary>
/// <param name="Verdict">The verdict, such as <c>cpu: cpu-kernel-io</c>; null where there is none.</param>
/// <param name="WhyNone">Why there is none.</param>
public readonly record struct Judgement(string? Verdict, string? WhyNone)
{
    /// <summary>What was counted in that run; null where nothing was.</summary>
    public ProfiledRun? Profiled { get; init; }
}
