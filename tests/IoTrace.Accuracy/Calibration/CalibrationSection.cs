using IoTrace.Accuracy.Reporting;
using IoTrace.Accuracy.Statistics;
using static IoTrace.Accuracy.Reporting.Figures;

namespace IoTrace.Accuracy.Calibration;

/// <summary>Whether a confidence is a frequency, on the half of the programs that nothing is fitted on and on the other.</summary>
internal static class CalibrationSection
{
    private const double Sure = 0.9, Middle = 0.6, MiddleEnd = 0.8;

    public static string Write(IReadOnlyList<Judgement> judgements)
    {
        if (judgements.Count == 0) return "";
        var halves = new[] { Half.Reported, Half.Fitted }.Select(half => (half, Of: judgements.Where(j => j.Half == half).ToList())).ToList();
        var bins = halves.Select(h => Reliability.Bins([.. h.Of.Where(j => !j.IsAbstention).Select(j => (j.Confidence, j.IsRight))])).ToList();
        var table = new MarkdownTable("confidence", "promised, not fitted", "kept", "promised, fitted", "kept");
        for (var i = 0; i < bins[0].Count; i++)
            table.Add($"{bins[0][i].From:F2} to {bins[0][i].To:F2}", Number(bins[0][i].MeanConfidence), $"{Count(bins[0][i])}", Number(bins[1][i].MeanConfidence), $"{Count(bins[1][i])}");
        return $"""
            ## Calibration

            The hash of its name puts each program into one of two halves. The numbers of the judgement may be fitted on one; what is promised is reported on the other.

            {table}
            {string.Join('\n', halves.Select(h => $"{(h.half == Half.Reported ? "Not fitted" : "Fitted")}: {h.Of.Select(j => j.Program).Distinct().Count()} programs, {Sum(h.Of)}."))}

            """;
    }

    private static string Sum(List<Judgement> of)
    {
        var judged = of.Where(j => !j.IsAbstention).ToList();
        return $"{of.Count} verdicts, {of.Count - judged.Count} unknown; Brier score {Brier.Score(of):F3}; "
            + $"of those at {Sure} and over right {Right(judged.Where(j => j.Confidence >= Sure))}, of those from {Middle} to {MiddleEnd} {Right(judged.Where(j => j.Confidence >= Middle && j.Confidence <= MiddleEnd))}";
    }

    private static string Count(ReliabilityBin bin) => $"{bin.Right.Count} of {bin.Right.Of}";

    private static Proportion Right(IEnumerable<Judgement> judgements) => new(judgements.Count(j => j.IsRight), judgements.Count());
}
