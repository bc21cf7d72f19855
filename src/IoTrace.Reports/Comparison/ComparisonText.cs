using System.Globalization;

using IoTrace.Reports.Formatting;
using IoTrace.Workloads.Comparison;
using IoTrace.Workloads.Statistics;

namespace IoTrace.Reports.Comparison;

/// <summary>A comparison in words and cells, for the terminal and for Markdown alike.</summary>
internal static class ComparisonText
{
    private const string NotKnown = "-";

    /// <summary>Speeds and costs, each with its heads; none when nothing was measured.</summary>
    public static IReadOnlyList<(IReadOnlyList<string> Heads, IEnumerable<string[]> Rows)> Tables(ComparisonResult result) =>
        result.Standings.Count == 0 ? [] : [(SpeedHeads(result), SpeedRows(result)), (CostHeads(result), CostRows(result))];

    /// <summary>What has to be said besides.</summary>
    public static IEnumerable<string> Notes(ComparisonResult result)
    {
        if (result.Standings.Count == 0)
        {
            yield return "Nothing was measured: no run was complete when it ended.";
            yield break;
        }

        foreach (var (name, modes) in result.Standings.Where(s => s.Modes is not null).Select(s => (s.Series.Name, s.Modes!.Value)))
            yield return $"{name}: its runs fall into two groups, around {Speed(modes.Low, result.Metric)} and {Speed(modes.High, result.Metric)}; one figure does not describe them.";

        foreach (var series in result.Standings.Select(s => s.Series).Where(s => s.WhyNoVerdict is not null))
            yield return $"{series.Name} has no verdict: {series.WhyNoVerdict}";

        if (result.NotRun.Count > 0)
            yield return $"Not run before it was stopped: {string.Join(", ", result.NotRun)}.";

        var fewest = result.Standings.Min(s => s.Series.Runs.Count);
        var unequal = result.Standings.Any(s => s.Series.Runs.Count != fewest);
        yield return $"{(unequal ? "At least " : "")}{Quantity.Things(fewest, "run")} of each{(result.Interrupted ? " before it was stopped" : "")}, in shuffled blocks; differences under {Quantity.Percent(result.Threshold)} are not called differences.";
        if (result.Standings.Any(s => s.Series.Subject is null) && result.Standings.Any(s => s.Series.Subject is not null))
            yield return "The time of a workload is that of a pass, without a process's start; that of a command contains it.";

        foreach (var note in ConditionNotes.Of([.. result.Standings.Select(s => s.Series)]))
            yield return note;

        if (result.Standings.Any(s => s.Series.Saved))
            yield return "Saved results were not measured in turns with the others: what the machine did then and does now is part of the difference.";
    }

    public static string Finding(Contrast contrast) => contrast.Outcome switch
    {
        Outcome.Faster => "faster",
        Outcome.Slower => "slower",
        Outcome.TooFewRuns => "too few runs to tell",
        _ => "no measurable difference",
    };

    private static IReadOnlyList<string> SpeedHeads(ComparisonResult result) => ["", result.Metric == Metric.Time ? "time" : "speed", "95 % interval", "spread", $"against {result.Baseline}", "finding"];

    private static IEnumerable<string[]> SpeedRows(ComparisonResult result) => result.Standings.Select(s => (string[])
    [
        s.Series.Saved ? $"{s.Series.Name} (saved)" : s.Series.Name, Speed(s.Median, result.Metric),
        Interval(s.Interval, result.Metric),
        IsOne(s) ? NotKnown : $"± {Quantity.Percent(s.Spread)}", Ratio(result.AgainstBaseline(s.Series.Name)), Finding(s, result),
    ]);

    private static IReadOnlyList<string> CostHeads(ComparisonResult result)
    {
        var unit = Costs.UnitOf(result.Metric);
        return ["", "bound by", $"CPU/{unit}", $"read, write calls/{unit}", $"all I/O calls/{unit} (profiled run)", $"pool items/{unit}", $"switches/{unit}"];
    }

    private static IEnumerable<string[]> CostRows(ComparisonResult result) => result.Standings.Select(s =>
    {
        var costs = Costs.Of(s.Series, result.Metric);
        return (string[])
        [
            s.Series.Name, s.Series.Verdict ?? NotKnown, Quantity.Duration(costs.CpuSeconds), Small(costs.IoCalls), Small(costs.AllIoCalls), Small(costs.PoolItems), Small(costs.ContextSwitches),
        ];
    });

    public static string Finding(Standing standing, ComparisonResult result) =>
        standing.Series.Name == result.Baseline ? "baseline" : result.AgainstBaseline(standing.Series.Name) is { } contrast ? Finding(contrast) : "";

    /// <summary>A single run says nothing about how far runs differ.</summary>
    public static bool IsOne(Standing standing) => standing.Series.Runs.Count == 1;

    public static string Ratio(Contrast? contrast) => contrast is null || !double.IsFinite(contrast.Ratio) ? ""
        : contrast.Outcome == Outcome.TooFewRuns ? string.Create(CultureInfo.InvariantCulture, $"{contrast.Ratio:0.00} x")
        : string.Create(CultureInfo.InvariantCulture, $"{contrast.Ratio:0.00} x ({contrast.Interval.Low:0.00}–{contrast.Interval.High:0.00})");

    /// <summary>The smaller figure first: the highest speed is the shortest time.</summary>
    public static string Interval(Interval? interval, Metric metric) =>
        interval is not { } known ? NotKnown
        : metric == Metric.Time ? $"{Speed(known.High, metric)} – {Speed(known.Low, metric)}"
        : $"{Speed(known.Low, metric)} – {Speed(known.High, metric)}";

    public static string Speed(double speed, Metric metric) => metric switch
    {
        Metric.Throughput => $"{Quantity.Bytes(speed)}/s",
        Metric.OperationRate => $"{Quantity.Number(speed)} op/s",
        _ => Quantity.Duration(1 / speed),
    };

    public static string Small(double? value) => value is { } known ? Quantity.Few(known) : NotKnown;
}
