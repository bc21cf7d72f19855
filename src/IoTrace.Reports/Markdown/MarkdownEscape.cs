using System.Globalization;
using System.Text;

namespace IoTrace.Reports.Markdown;

/// <summary>Keeps data from being read as GitHub Markdown: as markup, as the end of a table cell, as a mention or as a link.</summary>
internal static class MarkdownEscape
{
    private const string Marks = @"\`*_[]<>|~&$!";

    // In a code span a backslash escapes nothing, save that a table reads \| even there: such text is written as character references.
    private const string NotInSpans = @"`|\";

    /// <summary>Running text.</summary>
    public static string Text(string text)
    {
        var escaped = new StringBuilder();
        foreach (var c in SafeText.Of(text))
        {
            if (c is '@' or '#')
                escaped.Append(CultureInfo.InvariantCulture, $"<span>{c}</span>"); // GitHub looks for mentions and issue numbers after parsing.
            else if (Marks.Contains(c, StringComparison.Ordinal))
                escaped.Append('\\').Append(c);
            else
                escaped.Append(c);
        }

        return escaped.ToString().Replace("://", ":<span>//</span>", StringComparison.Ordinal);
    }

    /// <summary>Text of ours with data filled in: what stands between backticks is code, all else running text.</summary>
    public static string Prose(string text)
    {
        var parts = text.Split('`');
        var paired = parts.Length % 2 == 1;
        return paired ? string.Concat(parts.Select((part, i) => i % 2 == 0 ? Text(part) : Code(part))) : Text(text);
    }

    /// <summary>Code: paths, methods, hosts.</summary>
    public static string Code(string text)
    {
        var safe = SafeText.Of(text);
        if (string.IsNullOrWhiteSpace(safe))
            return "";
        if (safe.AsSpan().IndexOfAny(NotInSpans) < 0)
            return $"`{safe}`";

        var escaped = new StringBuilder("<code>");
        foreach (var c in safe)
        {
            if (c is '@' or '#' or ':' or '"' or '\'' || Marks.Contains(c, StringComparison.Ordinal))
                escaped.Append(CultureInfo.InvariantCulture, $"&#{(int)c};");
            else
                escaped.Append(c);
        }

        return escaped.Append("</code>").ToString();
    }
}
