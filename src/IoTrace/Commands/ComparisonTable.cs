using IoTrace.Reports.Formatting;

using Spectre.Console;

namespace IoTrace.Cli.Commands;

/// <summary>A table of a comparison on a terminal: side by side where it fits, else one contender below the other. No figure is left out or cut.</summary>
internal static class ComparisonTable
{
    /// <summary>Between two columns, and at both ends.</summary>
    private const int Gap = 3;

    /// <summary>Names may be commands: they are wrapped before the table is given up, down to this.</summary>
    private const int NarrowestName = 20;

    public static void Write(IAnsiConsole console, IReadOnlyList<string> heads, IReadOnlyList<string[]> rows, bool unicode)
    {
        var strong = console.Profile.Capabilities.ColorSystem == ColorSystem.NoColors ? Style.Plain : new Style(decoration: Decoration.Bold);
        // Heads are wrapped at their blanks, figures stay whole.
        var widths = heads.Select((head, i) => rows.Select(r => Cells.Width(r[i])).Concat(head.Split(' ').Select(Cells.Width)).Max()).ToArray();
        var room = console.Profile.Width - (Gap * (heads.Count + 1)) - widths.Skip(1).Sum();
        if (room < Math.Min(NarrowestName, widths[0]))
        {
            console.Write(BelowEachOther(heads, rows, strong, unicode));
            return;
        }

        widths[0] = Math.Min(widths[0], room);
        console.Write(SideBySide(heads, rows, widths, strong, unicode));
    }

    private static Table SideBySide(IReadOnlyList<string> heads, IReadOnlyList<string[]> rows, int[] widths, Style strong, bool unicode)
    {
        var table = new Table().Border(unicode ? TableBorder.Simple : TableBorder.Ascii2);
        foreach (var (head, width) in heads.Zip(widths))
            table.AddColumn(new TableColumn(Head(head, strong, unicode)) { Width = width });

        foreach (var row in rows)
            table.AddRow(row.Select(cell => Cell(cell, unicode)));

        return table;
    }

    private static Grid BelowEachOther(IReadOnlyList<string> heads, IReadOnlyList<string[]> rows, Style strong, bool unicode)
    {
        var grid = new Grid().AddColumn(new GridColumn { NoWrap = true }).AddColumn();
        foreach (var row in rows)
        {
            grid.AddEmptyRow();
            grid.AddRow(Head(row[0], strong, unicode));
            foreach (var (head, cell) in heads.Zip(row).Skip(1).Where(c => c.Second.Length > 0))
                grid.AddRow(new Text($"  {SafeText.Of(head, unicode)}"), Cell(cell, unicode));
        }

        return grid;
    }

    private static Text Head(string head, Style strong, bool unicode) => new(SafeText.Of(head, unicode), strong);

    private static Text Cell(string cell, bool unicode) => new(SafeText.Of(cell, unicode), Colour(cell));

    private static Style Colour(string cell) => cell switch
    {
        "faster" => new Style(Color.Green),
        "slower" => new Style(Color.Red),
        _ => Style.Plain,
    };
}
