using IoTrace.Analysis.Results;
using IoTrace.Reports.Formatting;

namespace IoTrace.Reports.Terminal.Sections;

/// <summary>The answer: what limits the process, how sure that is, and what came close.</summary>
internal static class VerdictSection
{
    public static void Write(Diagnosis diagnosis, Page page)
    {
        var verdict = diagnosis.Verdict;
        page.WriteText("", new Run(Wording.Subject(diagnosis), Palette.Dim));
        page.Blank();
        WriteBadge(verdict, page);
        page.Blank();
        page.WriteText("  ", verdict.Summary);
        page.Blank();
        WriteConfidence(verdict, page);
        if (diagnosis.Window.Truncated)
            page.WriteText(Label("Truncated"), new Run("the data stop before the window does", Palette.Warning));
    }

    private static void WriteBadge(Verdict verdict, Page page)
    {
        var title = Wording.Title(verdict.Bound).ToUpperInvariant();
        Run[] lead = ["  ", new Run(page.Color ? $" {title} " : title, Palette.Badge(verdict.Bound)), "  "];
        var narrow = page.Width < 60;
        if (narrow || verdict.Causes.IsDefaultOrEmpty)
        {
            page.WriteLine(lead);
            lead = ["  "];
        }

        foreach (var cause in verdict.Causes)
        {
            page.WriteText(lead, new Run(cause.Name(), Palette.Strong), $": {Wording.Phrase(cause)}");
            lead = [new string(' ', narrow ? 2 : lead.Sum(run => run.Text.Length))];
        }
    }

    private static void WriteConfidence(Verdict verdict, Page page)
    {
        if (verdict.Bound != Bound.Unknown)
        {
            page.WriteText(
                Label("Confidence"),
                new Run(Wording.Confidence(verdict.Confidence), Palette.Confidence(verdict.Confidence)),
                $", {Quantity.Confidence(verdict.Confidence)}");
        }

        if (verdict.RunnerUp is { } next)
            page.WriteText(Label("Runner-up"), $"{next.Cause.Name()}, {Quantity.Percent(next.Share)} of the wall clock");
    }

    private static Run Label(string label) => new($"  {label,-12}", Palette.Dim);
}
