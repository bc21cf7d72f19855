namespace IoTrace.Workloads.Comparison;

/// <summary>One contender: speeds are bytes, operations or runs a second, as the metric says. An interval is absent where there are too few runs for one.</summary>
public sealed record SeriesPart(
    string Name, string? Verdict, bool Saved, double Median, double? Low, double? High, double Spread, IReadOnlyList<double>? Modes, Costs? Costs, IReadOnlyList<RunFigures> Runs)
{
    /// <summary>The workload that was run; absent for a command.</summary>
    public Subject? Workload { get; init; }

    /// <summary>What the runs were made under.</summary>
    public Conditions? Conditions { get; init; }

    /// <summary>What was counted in the profiled run; absent where nothing was.</summary>
    public ProfiledRun? Profiled { get; init; }

    public static SeriesPart Of(Standing s, Metric metric) => new(
        s.Series.Name, s.Series.Verdict, s.Series.Saved, s.Median, s.Interval?.Low, s.Interval?.High, s.Spread, s.Modes is { } modes ? [modes.Low, modes.High] : null,
        Comparison.Costs.Of(s.Series, metric), s.Series.Runs)
    {
        Workload = s.Series.Subject,
        Conditions = s.Series.Conditions,
        Profiled = s.Series.Profiled,
    };

    /// <summary>The runs, to be compared again; null where it cannot be told with what.</summary>
    public Series? Read() => Workload is null && Runs.Any(r => r.Operations is not null) ? null : new Series(Name, Verdict, Saved: true, Runs) { Subject = Workload, Conditions = Conditions, Profiled = Profiled };
}
