using IoTrace.Reports.Formatting;
using IoTrace.Workloads.Comparison;

namespace IoTrace.Cli.Commands;

/// <summary>Writes a comparison wherever it was asked for.</summary>
internal sealed class ComparisonWriter(ComparisonRequest request, Terminal terminal)
{
    public int Write(ComparisonResult result)
    {
        if (!request.Quiet && !request.StandardOutputTaken)
            Show(result);

        int[] codes =
        [
            To(request.Save, () => ComparisonFile.Of(result)), To(request.Json, () => ComparisonFile.Of(result)),
            To(request.Markdown, () => System.Text.Encoding.UTF8.GetBytes(Markdown(result))),
        ];
        return codes.Max();
    }

    /// <summary>The comparison as Markdown tables.</summary>
    public static string Markdown(ComparisonResult result)
    {
        var text = new StringWriter { NewLine = "\n" };
        foreach (var (heads, rows) in ComparisonText.Tables(result))
        {
            Rows(text, heads, rows);
            text.WriteLine();
        }

        foreach (var note in ComparisonText.Notes(result))
            text.WriteLine($"- {Escape(note)}");

        return text.ToString();
    }

    private void Show(ComparisonResult result)
    {
        var options = Terminal.ReportOptions(request.NoColor);
        var console = terminal.Canvas(options);
        foreach (var (heads, rows) in ComparisonText.Tables(result))
        {
            ComparisonTable.Write(console, heads, [.. rows], options.Unicode);
            terminal.Output.WriteLine();
        }

        foreach (var note in ComparisonText.Notes(result))
            terminal.Output.WriteLine(SafeText.Of(note, options.Unicode));
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

    private int To(string? path, Func<byte[]> content) => path switch
    {
        null => ExitCode.Ok,
        _ when StandardOutput.Is(path) => ResultOutput.WriteToStandard(stream => stream.Write(content()), terminal),
        _ => ResultOutput.Write(path, stream => stream.Write(content()), terminal),
    };
}
