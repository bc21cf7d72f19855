namespace IoTrace.Accuracy.Calibration;

/// <summary>Brier's score: the mean square of what was promised less what came, 0 for a prophet and 0.25 for a coin that says so.</summary>
internal static class Brier
{
    /// <summary>Not a number of nothing. An abstention promises nothing, and does not count.</summary>
    public static double Score(IEnumerable<Judgement> judgements) => judgements
        .Where(j => !j.IsAbstention)
        .Select(j => Math.Pow(j.Confidence - (j.IsRight ? 1 : 0), 2))
        .DefaultIfEmpty(double.NaN)
        .Average();
}
