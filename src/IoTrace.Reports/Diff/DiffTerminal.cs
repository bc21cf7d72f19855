using IoTrace.Reports.Formatting;
using IoTrace.Reports.Terminal;

namespace IoTrace.Reports.Diff;

/// <summary>A comparison of recordings for a person at a terminal.</summary>
public static class DiffTerminal
{
    /// <summary>Rows a table shows without <see cref="TerminalOptions.Details"/>.</summary>
    private const int Most = 8;

    /// <summary>Writes the comparison.</summary>
    public static void Write(Difference difference, TextWriter output, TerminalOptions options)
    {
        var page = new Page(output, options);
        page.WriteText("", new Run(Side("before", difference.Before), Palette.Dim));
        page.WriteText("", new Run(Side("after", difference.After), Palette.Dim));
        page.Blank();
        page.WriteText("  ", new Run(difference.Sentence, Palette.Strong));
        foreach (var warning in difference.Warnings)
            page.WriteText(new Run("  ! ", Palette.Warning), warning);

        Section(page, "Time", difference.Time is { } time ? [time] : [], options);
        Section(page, "Wall clock", difference.WallClock, options);
        Section(page, "Files", difference.Files, options);
        Section(page, "Network", difference.Endpoints, options);
        Section(page, "Call sites", difference.CallSites, options);
    }

    private static string Side(string label, IReadOnlyList<Analysis.Results.Diagnosis> side) =>
        $"{label,-7} {Wording.Subject(side[0])}{(side.Count > 1 ? $", and {Quantity.Things(side.Count - 1, "more recording")}" : "")}";

    private static void Section(Page page, string title, IReadOnlyList<Change> changes, TerminalOptions options)
    {
        if (changes.Count == 0)
            return;

        page.Heading(title, "difference with its 95 % interval");
        var table = new Table(
            2, new Column("", Right: false, Fit.Text), new Column("before"), new Column("after"), new Column("difference"), new Column("interval", Drop: 1),
            new Column("", Right: false), new Column("", Right: false, Drop: 2));
        var shown = options.Details ? changes.Count : Most;
        foreach (var change in changes.Take(shown))
        {
            table.Add(
                new Run(change.Name, Palette.Strong), ChangeText.Value(change, change.Before), ChangeText.Value(change, change.After),
                new Run(ChangeText.Difference(change), Style(change)), new Run(ChangeText.Interval(change), Palette.Dim),
                new Run(ChangeText.Finding(change), Style(change)), new Run(ChangeText.Detectable(change), Palette.Dim));
        }

        table.Write(page);
        if (changes.Count > shown)
            page.WriteLine(new Run($"  and {Quantity.Things(changes.Count - shown, "more row")} (--details)", Palette.Dim));
    }

    private static Spectre.Console.Style Style(Change change) => change.Finding switch
    {
        Finding.Less or Finding.More => Palette.Warning,
        _ => Palette.Dim,
    };
}
