using IoTrace.Reports.Formatting;
using IoTrace.Reports.Terminal;
using IoTrace.Workloads.Comparison;

namespace IoTrace.Reports.Comparison;

/// <summary>A comparison on a terminal: speeds, how far runs differ, what they cost, and the result last.</summary>
public static class ComparisonPage
{
    /// <summary>A longer name would take the room of the figures: contenders are numbered then, and named above.</summary>
    private const int LongestName = 24;

    private const string NotKnown = "-";

    public static void Write(ComparisonResult result, TextWriter output, TerminalOptions options)
    {
        var page = new Page(output, options);
        if (result.Standings.Count > 0)
        {
            var names = Names(result, page);
            Speeds(result, names, page);
            Runs(result, names, page);
            CostsOfOne(result, names, page);
            page.Blank();
        }

        foreach (var note in ComparisonText.Notes(result))
            page.WriteText("", note);

        var lines = ResultLines.Of(result).ToList();
        if (lines.Count > 0)
            page.Heading("Result");

        foreach (var line in lines)
            page.WriteText("  ", new Run(line, Palette.Strong));
    }

    private static Dictionary<string, string> Names(ComparisonResult result, Page page)
    {
        var all = result.Standings.Select(s => s.Series).ToList();
        if (all.TrueForAll(s => Cells.Width(Shown(s)) <= LongestName))
            return all.ToDictionary(s => s.Name, Shown);

        foreach (var (series, number) in all.Zip(Enumerable.Range(1, all.Count)))
            page.WriteText($"  {number}  ", Shown(series));

        return all.Zip(Enumerable.Range(1, all.Count)).ToDictionary(s => s.First.Name, s => $"{s.Second}");
    }

    private static string Shown(Series series) => series.Saved ? $"{series.Name} (saved)" : series.Name;

    private static void Speeds(ComparisonResult result, Dictionary<string, string> names, Page page)
    {
        page.Heading(result.Metric == Metric.Time ? "Time" : "Speed", "medians; times as fast as the baseline, with the 95 % interval");
        var table = new Table(2, Name(), new Column(result.Metric == Metric.Time ? "time" : "speed"), new Column("as fast"), new Column("finding", Right: false));
        foreach (var standing in result.Standings)
        {
            var finding = ComparisonText.Finding(standing, result);
            table.Add(
                names[standing.Series.Name], ComparisonText.Speed(standing.Median, result.Metric), ComparisonText.Ratio(result.AgainstBaseline(standing.Series.Name)),
                new Run(finding, finding switch { "faster" => Palette.Good, "slower" => Palette.Bad, _ => Palette.Plain }));
        }

        table.Write(page);
    }

    private static void Runs(ComparisonResult result, Dictionary<string, string> names, Page page)
    {
        page.Heading("Runs");
        var table = new Table(2, Name(), new Column("runs"), new Column("95 % interval"), new Column("spread"), new Column("bound by", Right: false, Fit.Text));
        foreach (var standing in result.Standings)
        {
            table.Add(
                names[standing.Series.Name], Quantity.Count(standing.Series.Runs.Count), ComparisonText.Interval(standing.Interval, result.Metric),
                ComparisonText.IsOne(standing) ? NotKnown : $"± {Quantity.Percent(standing.Spread)}", standing.Series.Verdict ?? "");
        }

        table.Write(page);
    }

    private static void CostsOfOne(ComparisonResult result, Dictionary<string, string> names, Page page)
    {
        page.Heading($"Cost per {Costs.UnitOf(result.Metric)}", "medians; all I/O calls are those of the profiled run");
        var table = new Table(2, Name(), new Column("CPU"), new Column("r/w calls"), new Column("all I/O"), new Column("pool items"), new Column("switches"));
        foreach (var standing in result.Standings)
        {
            var costs = Costs.Of(standing.Series, result.Metric);
            table.Add(
                names[standing.Series.Name], Quantity.Duration(costs.CpuSeconds), Known(costs.IoCalls), Known(costs.AllIoCalls), Known(costs.PoolItems), Known(costs.ContextSwitches));
        }

        table.Write(page);
    }

    private static Column Name() => new("", Right: false, Fit.Text);

    private static string Known(double? value) => value is { } known ? Quantity.Few(known) : "";
}
