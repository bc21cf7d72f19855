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
        page.WriteText(
            "  ",
            [new Run($" {Wording.Title(verdict.Bound)} ".ToUpperInvariant(), Palette.Badge(verdict.Bound)), "  ", .. Causes(verdict)]);
        page.Blank();
        page.WriteText("  ", verdict.Summary);
        page.Blank();
        WriteConfidence(verdict, page);
        if (diagnosis.Window.Truncated)
            page.WriteText("  ", new Run("Truncated: the data stop before the window does.", Palette.Warning));
    }

    private static IEnumerable<Run> Causes(Verdict verdict)
    {
        for (var i = 0; i < verdict.Causes.Length; i++)
        {
            if (i > 0)
                yield return ", ";
            yield return new Run(verdict.Causes[i].Name(), Palette.Strong);
            yield return $": {Wording.Phrase(verdict.Causes[i])}";
        }
    }

    private static void WriteConfidence(Verdict verdict, Page page)
    {
        page.WriteText(
            Label("Confidence"),
            new Run(Wording.Confidence(verdict.Confidence), Palette.Confidence(verdict.Confidence)),
            $", {Quantity.Percent(verdict.Confidence)}");
        if (verdict.RunnerUp is { } next)
        {
            page.WriteText(
                Label("Runner-up"),
                $"{next.Cause.Name()}, {Quantity.Percent(next.Share)} of the wall clock");
        }
    }

    private static Run Label(string label) => new($"  {label,-12}", Palette.Dim);
}
