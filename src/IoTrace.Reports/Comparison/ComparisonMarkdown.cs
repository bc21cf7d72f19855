using IoTrace.Workloads.Comparison;

namespace IoTrace.Reports.Comparison;

/// <summary>A comparison as Markdown tables, with the result last.</summary>
public static class ComparisonMarkdown
{
    public static string Of(ComparisonResult result)
    {
        var text = new StringWriter { NewLine = "\n" };
        foreach (var (heads, rows) in ComparisonText.Tables(result))
        {
            Rows(text, heads, rows);
            text.WriteLine();
        }

        foreach (var note in ComparisonText.Notes(result))
            text.WriteLine($"- {Escape(note)}");

        foreach (var line in ResultLines.Of(result))
            text.WriteLine($"- **{Escape(line)}**");

        return text.ToString();
    }

    private static void Rows(StringWriter text, IReadOnlyList<string> heads, IEnumerable<string[]> rows)
    {
        text.WriteLine($"| {string.Join(" | ", heads.Select(Escape))} |");
        text.WriteLine($"|{string.Concat(heads.Select(_ => " --- |"))}");
        foreach (var row in rows)
            text.WriteLine($"| {string.Join(" | ", row.Select(Escape))} |");
    }

    /// <summary>Names and commands come from the user: they may not end a cell or start markup.</summary>
    private static string Escape(string cell) =>
        string.Concat(SafeText.Of(cell).Select(c => c is '|' or '*' or '_' or '`' or '[' or ']' or '\\' ? $"\\{c}" : c is '<' ? "&lt;" : c is '&' ? "&amp;" : $"{c}"));
}
