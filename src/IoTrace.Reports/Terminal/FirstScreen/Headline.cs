using IoTrace.Analysis.Results;
using IoTrace.Reports.Formatting;

namespace IoTrace.Reports.Terminal.FirstScreen;

/// <summary>The bound with its confidence, and the sentence that says what the program waits for and where.</summary>
internal static class Headline
{
    /// <param name="verdict">What to say.</param>
    /// <param name="page">Where to.</param>
    /// <param name="mostLines">Lines that the sentence may take, so that the screen still holds the rest.</param>
    public static void Write(Verdict verdict, Page page, int mostLines)
    {
        page.Blank();
        var title = Wording.Title(verdict.Bound).ToUpperInvariant();
        var causes = Causes(verdict);
        var sure = verdict.Bound == Bound.Unknown ? "" : $"confidence {Quantity.Confidence(verdict.Confidence)}, {Wording.Confidence(verdict.Confidence)}";
        var badge = page.Color ? $" {title} " : title;
        var space = page.Width - 4 - Cells.Width(badge) - Cells.Width(causes) - Cells.Width(sure);
        Run[] lead = ["  ", new Run(badge, Palette.Badge(verdict.Bound)), "  ", new Run(causes, Palette.Strong)];
        var confidence = new Run(sure, Palette.Confidence(verdict.Confidence));
        if (space >= 2)
        {
            page.WriteLine([.. lead, new string(' ', space), confidence]);
        }
        else
        {
            page.WriteLine(lead);
            if (sure.Length > 0)
                page.WriteLine("  ", confidence);
        }

        page.Blank();
        page.WriteText(["  "], mostLines, [verdict.Summary]);
    }

    private static string Causes(Verdict verdict) =>
        verdict.Causes.IsDefaultOrEmpty ? "" : string.Join(" and ", verdict.Causes.Select(cause => cause.Name()));
}
