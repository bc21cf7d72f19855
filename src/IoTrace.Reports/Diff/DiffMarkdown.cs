using IoTrace.Reports.Markdown;

namespace IoTrace.Reports.Diff;

/// <summary>A comparison of recordings as Markdown, for a pull request.</summary>
public static class DiffMarkdown
{
    /// <summary>Writes the comparison.</summary>
    public static void Write(Difference difference, TextWriter output)
    {
        output.Write($"### {MarkdownEscape.Text(difference.Sentence)}\n");
        foreach (var warning in difference.Warnings)
            output.Write($"\n> {MarkdownEscape.Text(warning)}\n");
        Section(output, "Time", difference.Time is { } time ? [time] : []);
        Section(output, "Wall clock", difference.WallClock);
        Section(output, "Files", difference.Files);
        Section(output, "Network", difference.Endpoints);
        Section(output, "Call sites", difference.CallSites);
    }

    private static void Section(TextWriter output, string title, IReadOnlyList<Change> changes)
    {
        if (changes.Count == 0)
            return;

        output.Write($"\n#### {title}\n\n| | before | after | difference | 95 % interval | |\n| --- | ---: | ---: | ---: | --- | --- |\n");
        foreach (var change in changes)
        {
            output.Write(
                $"| {MarkdownEscape.Text(change.Name)} | {ChangeText.Value(change, change.Before)} | {ChangeText.Value(change, change.After)} "
                + $"| {ChangeText.Difference(change)} | {ChangeText.Interval(change)} | {$"{ChangeText.Finding(change)} {ChangeText.Detectable(change)}".TrimEnd()} |\n");
        }
    }
}
