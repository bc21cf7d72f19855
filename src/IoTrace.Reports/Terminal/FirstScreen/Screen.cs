using IoTrace.Analysis.Results;
using IoTrace.Reports.Formatting;

namespace IoTrace.Reports.Terminal.FirstScreen;

/// <summary>
/// The answer on one screen: the bound, how sure it is, where the time goes, what could be gained, and what to do first. It fits into
/// 24 lines of 80 columns, the size of a terminal window that nobody has enlarged.
/// </summary>
internal static class Screen
{
    /// <summary>Lines of a standard terminal window.</summary>
    public const int Lines = 24;

    private const int MostSummaryLines = 5;

    public static void Write(Diagnosis diagnosis, Page page)
    {
        var warnings = Warnings.Of(diagnosis);
        page.WriteText([""], 1, [new Run(Wording.Subject(diagnosis), Palette.Dim)]);
        Headline.Write(diagnosis.Verdict, page, MostSummaryLines - warnings.Count);
        Warnings.Write(warnings, page);
        GroupBars.Write(diagnosis, page);
        Gains.Write(diagnosis.Bounds, page);
        FirstAdvice.Write(diagnosis, page, Lines - 2);
        if (page.Lines < Lines - 1)
            page.Blank();
        page.WriteLine(new Run("More: --details shows files, peers, call sites and the evidence.", Palette.Dim));
    }
}
