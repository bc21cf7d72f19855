using IoTrace.Analysis.Results;
using IoTrace.Reports.Formatting;

namespace IoTrace.Reports.Terminal.Sections;

/// <summary>What limits the process from one change to the next. Left out when one verdict holds throughout.</summary>
internal static class PhasesSection
{
    public static void Write(Diagnosis diagnosis, Page page)
    {
        if (diagnosis.Phases.Length < 2)
            return;

        page.Heading("Phases", "each with its own verdict");
        var table = new Table(
            2, new Column("", Right: false), new Column("from"), new Column("lasts"), new Column("of all", Drop: 2),
            new Column("verdict", Right: false, Fit: Fit.Text), new Column("confidence", Drop: 1));
        foreach (var (phase, i) in diagnosis.Phases.Select((phase, i) => (phase, i)))
        {
            var verdict = phase.Verdict;
            table.Add(
                new Run(Wording.PhaseName(i), Palette.Strong),
                i == 0 ? "0 s" : Quantity.Duration(phase.StartSeconds),
                Quantity.Duration(phase.DurationSeconds),
                Quantity.PercentInColumn(phase.Share),
                new Run(Wording.Short(verdict), Palette.Of(verdict.Bound)),
                verdict.Bound == Bound.Unknown ? "" : new Run(Quantity.Confidence(verdict.Confidence), Palette.Confidence(verdict.Confidence)));
            table.Note(below => below.WriteText("     ", new Run(verdict.Summary, Palette.Dim)));
        }

        table.Write(page);
    }
}
