using IoTrace.Analysis.Results;

namespace IoTrace.Reports.Terminal.FirstScreen;

/// <summary>The first thing to try: its title and its first step, as far as the screen has room.</summary>
internal static class FirstAdvice
{
    private const int TitleLines = 2;

    public static void Write(Diagnosis diagnosis, Page page, int lastLine)
    {
        if (diagnosis.Advice.IsDefaultOrEmpty)
            return;

        var advice = diagnosis.Advice[0];
        page.Heading("What to try first", diagnosis.Advice.Length > 1 ? $"and {diagnosis.Advice.Length - 1} more" : "");
        page.WriteText(["  "], Math.Clamp(lastLine - page.Lines, 1, TitleLines), MarkdownText.Inline(advice.Title).Select(run => run with { Style = Palette.Strong }));
        var room = lastLine - page.Lines;
        if (room > 0 && FirstStep(advice.Text) is { } step)
            page.WriteText(["  "], room, MarkdownText.Inline(step));
    }

    /// <summary>The first item of the advice's list.</summary>
    private static string? FirstStep(string text) =>
        text.ReplaceLineEndings("\n").Split('\n').FirstOrDefault(line => line.StartsWith("- ", StringComparison.Ordinal))?[2..];
}
