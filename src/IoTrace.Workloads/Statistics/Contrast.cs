namespace IoTrace.Workloads.Statistics;

/// <summary>What two samples say about each other.</summary>
public enum Outcome
{
    /// <summary>The first is faster, by more than the practical threshold, and not by chance.</summary>
    Faster,

    /// <summary>The first is slower, by more than the practical threshold, and not by chance.</summary>
    Slower,

    /// <summary>A difference was not found, or is too small to matter. The interval tells how large one could have been missed.</summary>
    NoMeasurableDifference,

    /// <summary>There are too few runs: no difference between them, however large, could be told from chance.</summary>
    TooFewRuns,
}

/// <summary>Two samples of speeds, compared.</summary>
/// <param name="Ratio">The ratio of the medians: more than 1 when the first is faster.</param>
/// <param name="Interval">Its 95 % interval.</param>
/// <param name="PValue">Of Mann and Whitney's test.</param>
/// <param name="Outcome">What follows.</param>
public sealed record Contrast(double Ratio, Interval Interval, double PValue, Outcome Outcome)
{
    public const double DefaultThreshold = 0.02;

    /// <summary>
    /// Stricter than the usual 5 %: a comparison of a program with itself must hardly ever find a difference, and differences that
    /// matter stand out from ten runs far more clearly than that.
    /// </summary>
    private const double Significance = 0.01;

    /// <param name="first">Speeds, larger is better.</param>
    /// <param name="second">Speeds of what it is compared with.</param>
    /// <param name="threshold">The least difference of practical interest, as a fraction.</param>
    /// <param name="comparisons">How many pairs are looked at in all: the more, the stricter (Bonferroni).</param>
    public static Contrast Of(IReadOnlyList<double> first, IReadOnlyList<double> second, double threshold, int comparisons, int seed)
    {
        var ratio = Quantiles.Median(first) / Quantiles.Median(second);
        if (first.Count == 0 || second.Count == 0)
            return new Contrast(double.NaN, new Interval(double.NaN, double.NaN), 1, Outcome.TooFewRuns);

        var interval = Bootstrap.Ratio(first, second, seed);
        var p = MannWhitney.PValue(first, second);
        return new Contrast(ratio, interval, p, Decide());

        Outcome Decide()
        {
            var level = Significance / Math.Max(1, comparisons);
            if (Math.Min(first.Count, second.Count) < Bootstrap.FewestRuns || MannWhitney.LeastPValue(first.Count, second.Count) >= level)
                return Outcome.TooFewRuns;

            var byChance = p >= level || interval.Contains(1);
            var tooSmall = Math.Max(ratio, 1 / ratio) < 1 + threshold;
            return byChance || tooSmall ? Outcome.NoMeasurableDifference : ratio > 1 ? Outcome.Faster : Outcome.Slower;
        }
    }
}
