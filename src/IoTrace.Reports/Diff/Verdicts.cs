using IoTrace.Analysis.Results;

namespace IoTrace.Reports.Diff;

/// <summary>The verdict that stands for several recordings: the most frequent one, and of these the surest.</summary>
internal static class Verdicts
{
    public static Verdict Of(IReadOnlyList<Diagnosis> side) =>
        side.Select(diagnosis => diagnosis.Verdict)
            .GroupBy(verdict => (verdict.Bound, string.Join('+', verdict.Causes)))
            .OrderByDescending(group => group.Count())
            .ThenByDescending(group => group.Max(verdict => verdict.Confidence))
            .First()
            .MaxBy(verdict => verdict.Confidence)!;
}
