using IoTrace.Analysis.Results;
using IoTrace.Reports.Formatting;

namespace IoTrace.Reports.Terminal.Sections;

/// <summary>The requests that the process served, and how much faster one could get at most. Left out for a process that serves none.</summary>
internal static class RequestsSection
{
    public static void Write(Diagnosis diagnosis, Page page)
    {
        if (diagnosis.Requests is not { } use)
            return;

        var served = $"{Quantity.Things(use.Count, "request")} served";
        page.Heading("Requests", use.Errors is > 0 and var errors ? $"{served}, {Quantity.Count(errors)} failed" : served);
        if (use.MeanSeconds is not { } mean)
        {
            page.WriteText("  ", "None that began in the window was answered in it.");
            return;
        }

        (string Name, double? Seconds)[] times = [("mean", mean), ("p50", use.P50), ("p90", use.P90), ("p99", use.P99), ("max", use.Max)];
        page.WriteText("  ", string.Join(" · ", times.Where(t => t.Seconds is not null).Select(t => $"{t.Name} {Quantity.Duration(t.Seconds!.Value)}")));
        var table = new Table(2, new Column("", Right: false), new Column(""), new Column("", Right: false), new Column("", Right: false, Drop: 1));
        Add(table, "I/O cost nothing", use.IfIoWereFree, mean);
        Add(table, "CPU work cost half", use.IfCpuWereHalf, mean);
        table.Write(page);
    }

    private static void Add(Table table, string name, WhatIf? bound, double mean)
    {
        if (bound is null || !double.IsFinite(bound.WallReduction))
            return;

        table.Add(
            name,
            new Run((bound.WallReduction >= 0.0005 ? "-" : "") + Quantity.Percent(bound.WallReduction), Palette.Strong),
            "of a request" + Wording.Interval(bound),
            new Run($"{Quantity.Duration(mean * (1 - bound.WallReduction))} on average", Palette.Dim));
    }
}
