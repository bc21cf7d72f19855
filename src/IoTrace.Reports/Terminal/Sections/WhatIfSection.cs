using IoTrace.Analysis.Results;
using IoTrace.Reports.Formatting;

namespace IoTrace.Reports.Terminal.Sections;

/// <summary>How much faster the process could get at most.</summary>
internal static class WhatIfSection
{
    public static void Write(Diagnosis diagnosis, Page page)
    {
        var bounds = diagnosis.Bounds;
        var table = new Table(2, new Column("", Right: false), new Column(""), new Column("", Right: false), new Column("", Right: false, Drop: 1));
        Add(table, "I/O cost nothing", bounds.IfIoWereFree);
        Add(table, "CPU work cost half", bounds.IfCpuWereHalf);
        if (!table.HasRows)
            return;

        page.Heading("What if", "the most that could be gained, with its 95 % interval");
        table.Write(page);
    }

    private static void Add(Table table, string name, WhatIf? bound)
    {
        if (bound is null || !double.IsFinite(bound.WallReduction))
            return;

        table.Add(
            name,
            new Run((bound.WallReduction >= 0.0005 ? "-" : "") + Quantity.Percent(bound.WallReduction), Palette.Strong),
            "wall time" + Wording.Interval(bound),
            new Run(Quantity.SpeedUp(bound.WallReduction) is { } times ? $"{times} as fast" : "no faster", Palette.Dim));
    }
}
