using IoTrace.Analysis.Results;

namespace IoTrace.Reports.Terminal.Sections;

/// <summary>The figures that speak for the verdict, then those that speak for another.</summary>
internal static class EvidenceSection
{
    public static void Write(Diagnosis diagnosis, Page page)
    {
        if (diagnosis.Evidence.IsDefaultOrEmpty)
            return;

        page.Heading("Evidence", "+ speaks for the verdict, - for another");
        foreach (var evidence in diagnosis.Evidence.OrderBy(evidence => Rank(evidence, diagnosis.Verdict)))
        {
            var lead = Rank(evidence, diagnosis.Verdict) switch
            {
                0 => new Run("  + ", Palette.Good),
                1 => new Run("  - ", Palette.Bad),
                _ => new Run("    ", Palette.Dim),
            };
            page.WriteText(lead, evidence.Text, new Run($" [{evidence.Source}]", Palette.Dim));
        }
    }

    private static int Rank(Evidence evidence, Verdict verdict) => evidence.Supports switch
    {
        null => 2,
        var bound when bound == verdict.Bound => 0,
        Bound.Io or Bound.Cpu when verdict.Bound == Bound.Mixed => 0,
        _ => 1,
    };
}
