using IoTrace.Analysis.Results;
using IoTrace.Reports.Formatting;

namespace IoTrace.Reports.Terminal.FirstScreen;

/// <summary>How many times as fast the program could get at most, with the 95 % interval.</summary>
internal static class Gains
{
    public static void Write(WhatIfBounds bounds, Page page)
    {
        var table = new Table(2, new Column("", Right: false), new Column("", Right: false), new Column("", Right: false, Drop: 1));
        Add(table, "if I/O cost nothing", bounds.IfIoWereFree);
        Add(table, "if CPU work cost half", bounds.IfCpuWereHalf);
        if (!table.HasRows)
            return;

        page.Heading("What could be gained", "at most, with the 95 % interval");
        table.Write(page);
    }

    private static void Add(Table table, string name, WhatIf? bound)
    {
        if (bound is null || !double.IsFinite(bound.WallReduction))
            return;

        table.Add(
            name,
            new Run(Quantity.SpeedUp(bound.WallReduction) is { } times ? $"{times} as fast" : "no faster", Palette.Strong),
            new Run(Interval(bound), Palette.Dim));
    }

    private static string Interval(WhatIf bound) =>
        Quantity.SpeedUp(bound.WallReduction) is null ? "" : $"{Quantity.Percent(bound.WallReduction)} less time{Wording.Interval(bound)}";
}
