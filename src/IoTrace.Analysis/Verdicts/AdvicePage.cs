using System.Text.RegularExpressions;

namespace IoTrace.Analysis.Verdicts;

/// <summary>
/// Fills a page of advice. A page is Markdown with one sentence or list item a line. <c>{name}</c> stands for a figure or a name; a line
/// with one that is not known is left out, because it would say nothing or something untrue. <c>{name|words}</c> stands for the words then.
/// </summary>
internal static partial class AdvicePage
{
    /// <param name="values">What is known; null like a name that is missing is not.</param>
    public static string Fill(string page, IReadOnlyDictionary<string, string?> values) =>
        string.Join('\n', page.ReplaceLineEndings("\n").Split('\n').Select(line => FillLine(line, values)).OfType<string>());

    private static string? FillLine(string line, IReadOnlyDictionary<string, string?> values)
    {
        var known = true;
        // In one go: a file may be called {site}.
        var filled = Placeholder().Replace(line, place =>
        {
            var value = values.GetValueOrDefault(place.Groups["name"].Value) ?? (place.Groups["words"] is { Success: true } words ? words.Value : null);
            known &= value is not null;
            return value ?? "";
        });
        return known ? filled : null;
    }

    [GeneratedRegex(@"\{(?<name>[a-zA-Z0-9]+)(?:\|(?<words>[^}]*))?\}")]
    private static partial Regex Placeholder();
}
