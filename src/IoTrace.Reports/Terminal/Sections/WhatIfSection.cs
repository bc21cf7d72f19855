using IoTrace.Analysis.Results;
using IoTrace.Reports.Formatting;

namespace IoTrace.Reports.Terminal.Sections;

/// <summary>How much faster the process could get at most.</summary>
internal static class WhatIfSection
{
    public static void Write(Diagnosis diagnosis, Page page)
    {
        var bounds = diagnosis.Bounds;
        if (bounds is { IfIoWereFree: null, IfCpuWereHalf: null })
            return;

        page.Heading("What if");
        var table = new Table(2, new Column("", Right: false), new Column(""), new Column("", Right: false), new Column("", Right: false, Fit.Droppable));
        Add(table, "I/O cost nothing", bounds.IfIoWereFree);
        Add(table, "CPU work cost half", bounds.IfCpuWereHalf);
        table.Write(page);
    }

    private static void Add(Table table, string name, WhatIf? bound)
    {
        if (bound is null)
            return;

        table.Add(
            name,
            new Run($"-{Quantity.Percent(bound.WallReduction)}", Palette.Strong),
            $"wall time ({Quantity.PercentRange(bound.Low, bound.High)})",
            new Run(Quantity.SpeedUp(bound.WallReduction) is { } times ? $"at most {times} as fast" : "", Palette.Dim));
    }
}
