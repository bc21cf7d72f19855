using System.Text.RegularExpressions;

namespace IoTrace.Reports.Terminal;

/// <summary>The Markdown that advice is written in, set plainly: headings, paragraphs, lists, code, emphasis and links.</summary>
internal static partial class MarkdownText
{
    public static void Write(Page page, string markdown, int indent)
    {
        var margin = new string(' ', indent);
        foreach (var block in Blocks(markdown))
        {
            if (block.IsCode)
                page.WriteLine(new Run(margin + "  " + block.Text, Palette.Code));
            else
                page.WriteText(margin + block.Lead, block.IsHeading ? [new Run(block.Text, Palette.Strong)] : Inline(block.Text));
        }
    }

    /// <summary>The text with its inline marks turned into styles.</summary>
    public static IEnumerable<Run> Inline(string text)
    {
        var at = 0;
        foreach (Match mark in Marks().Matches(text))
        {
            if (mark.Index > at)
                yield return text[at..mark.Index];

            at = mark.Index + mark.Length;
            if (mark.Groups["code"] is { Success: true } code)
                yield return new Run(code.Value, Palette.Code);
            else if (mark.Groups["strong"] is { Success: true } strong)
                yield return new Run(strong.Value, Palette.Strong);
            else if (mark.Groups["weak"] is { Success: true } weak)
                yield return weak.Value;
            else
                yield return mark.Groups["label"].Value == mark.Groups["address"].Value
                    ? mark.Groups["address"].Value
                    : $"{mark.Groups["label"].Value} ({mark.Groups["address"].Value})";
        }

        if (at < text.Length)
            yield return text[at..];
    }

    private static IEnumerable<Block> Blocks(string markdown)
    {
        var inCode = false;
        Block? open = null;
        foreach (var raw in markdown.ReplaceLineEndings("\n").Split('\n'))
        {
            var line = raw.TrimEnd();
            var start = BlockStart().Match(line);
            var fence = line.TrimStart().StartsWith("```", StringComparison.Ordinal);
            if (!inCode && open is { } pending && !fence && !start.Success && line.Length > 0)
            {
                open = pending with { Text = pending.Text + " " + line.Trim() };
                continue;
            }

            if (open is { } done)
                yield return done;
            open = null;

            if (fence)
                inCode = !inCode;
            else if (inCode)
                yield return new Block("", line, IsCode: true);
            else if (start.Groups["heading"].Success)
                yield return new Block("", line[start.Length..], IsHeading: true);
            else if (start.Success)
                open = new Block(Lead(start), line[start.Length..]);
            else if (line.Length > 0)
                open = new Block("", line.Trim());
        }

        if (open is { } last)
            yield return last;
    }

    private static string Lead(Match start) =>
        start.Groups["margin"].Value + (start.Groups["number"].Success ? start.Groups["number"].Value + " " : "- ");

    [GeneratedRegex(@"^(?<margin> *)(?:(?<heading>#{1,6})|(?<bullet>[-*+])|(?<number>\d{1,3}[.)])) +")]
    private static partial Regex BlockStart();

    [GeneratedRegex(@"`(?<code>[^`]+)`|\*\*(?<strong>[^*]+)\*\*|(?<![\w*])\*(?<weak>[^*\s][^*]*)\*(?![\w*])|\[(?<label>[^\]]+)\]\((?<address>[^)\s]+)\)")]
    private static partial Regex Marks();

    private readonly record struct Block(string Lead, string Text, bool IsCode = false, bool IsHeading = false);
}
