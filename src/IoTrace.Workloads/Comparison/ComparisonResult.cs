using IoTrace.Workloads.Statistics;

namespace IoTrace.Workloads.Comparison;

/// <summary>One contender's figures.</summary>
/// <param name="Median">Of the speeds.</param>
/// <param name="Interval">95 % interval of the median; null where there are too few runs for one.</param>
/// <param name="Spread">Half the distance between the quartiles, as a share of the median.</param>
/// <param name="Modes">The medians of the two groups the runs fall into, where they do.</param>
public sealed record Standing(Series Series, double Median, Interval? Interval, double Spread, (double Low, double High)? Modes);

/// <summary>Two contenders, compared.</summary>
public sealed record Pair(string First, string Second, Contrast Contrast);

/// <summary>A comparison.</summary>
/// <param name="Baseline">The name of the contender the others are held against.</param>
/// <param name="Threshold">The least difference of practical interest.</param>
/// <param name="Standings">In the order in which contenders were named.</param>
/// <param name="Pairs">All pairs, the later named first.</param>
/// <param name="Interrupted">Whether it was ended before all runs were made.</param>
public sealed record ComparisonResult(
    Metric Metric, string Baseline, double Threshold, IReadOnlyList<Standing> Standings, IReadOnlyList<Pair> Pairs, bool Interrupted)
{
    /// <summary>The contenders of which no run was completed.</summary>
    public IReadOnlyList<string> NotRun { get; init; } = [];

    /// <summary>Contenders without a run are left out.</summary>
    /// <exception cref="WorkloadException">They do not compare.</exception>
    public static ComparisonResult Of(IReadOnlyList<Series> all, string baseline, double threshold, bool interrupted, int seed)
    {
        var series = all.Where(s => s.Runs.Count > 0).ToList();
        var metric = MetricRule.Of([.. all.Select(s => (s.Name, s.Subject))]);
        var speeds = series.ToDictionary(s => s.Name, s => s.Speeds(metric));
        var pairs = new List<Pair>();
        var count = series.Count * (series.Count - 1) / 2;
        foreach (var first in series)
        {
            foreach (var second in series.TakeWhile(s => s != first))
                pairs.Add(new Pair(first.Name, second.Name, Contrast.Of(speeds[first.Name], speeds[second.Name], threshold, count, seed)));
        }

        return new ComparisonResult(metric, baseline, threshold, [.. series.Select(s => StandingOf(s, speeds[s.Name], seed))], pairs, interrupted)
        {
            NotRun = [.. all.Where(s => s.Runs.Count == 0).Select(s => s.Name)],
        };
    }

    /// <summary>How a contender stands against the baseline; null for the baseline itself and where it has no run.</summary>
    public Contrast? AgainstBaseline(string name)
    {
        foreach (var pair in Pairs)
        {
            if (pair.First == name && pair.Second == Baseline)
                return pair.Contrast;

            if (pair.First == Baseline && pair.Second == name)
                return Reversed(pair.Contrast);
        }

        return null;
    }

    private static Contrast Reversed(Contrast contrast) => new(
        1 / contrast.Ratio, new Interval(1 / contrast.Interval.High, 1 / contrast.Interval.Low), contrast.PValue, contrast.Outcome switch
        {
            Outcome.Faster => Outcome.Slower,
            Outcome.Slower => Outcome.Faster,
            var same => same,
        });

    private static Standing StandingOf(Series series, IReadOnlyList<double> speeds, int seed) => new(
        series, Quantiles.Median(speeds), Bootstrap.Median(speeds, seed), Quantiles.Spread(speeds), Bimodality.Find(speeds));
}
