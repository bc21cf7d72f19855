using System.Globalization;

using IoTrace.Reports.Formatting;
using IoTrace.Workloads.Comparison;
using IoTrace.Workloads.Statistics;

namespace IoTrace.Reports.Comparison;

/// <summary>What came of a comparison, a sentence for each pair: the last thing a reader sees.</summary>
public static class ResultLines
{
    /// <summary>The baseline's pairs first; then how the others stand to each other.</summary>
    public static IEnumerable<string> Of(ComparisonResult result)
    {
        foreach (var standing in result.Standings.Where(s => s.Series.Name != result.Baseline))
        {
            if (result.AgainstBaseline(standing.Series.Name) is { } contrast)
                yield return Line(standing.Series.Name, result.Baseline, contrast, result);
        }

        foreach (var pair in result.Pairs.Where(p => p.First != result.Baseline && p.Second != result.Baseline))
            yield return Line(pair.First, pair.Second, pair.Contrast, result);
    }

    private static string Line(string first, string second, Contrast contrast, ComparisonResult result) => contrast.Outcome switch
    {
        Outcome.Faster => Told(first, second, contrast.Ratio, contrast.Interval),
        Outcome.Slower => Told(second, first, 1 / contrast.Ratio, new Interval(1 / contrast.Interval.High, 1 / contrast.Interval.Low)),
        Outcome.TooFewRuns => $"{first} and {second}: too few runs to tell ({Fewest(first, second, result)}). Make more with --runs.",
        _ => $"{first} and {second}: no difference of {Quantity.Percent(result.Threshold)} or more was measured.",
    };

    private static string Told(string faster, string slower, double ratio, Interval interval) =>
        string.Create(CultureInfo.InvariantCulture, $"{faster} ran {ratio:0.00} times as fast as {slower} (95 % interval {interval.Low:0.00} to {interval.High:0.00}).");

    private static string Fewest(string first, string second, ComparisonResult result) =>
        Quantity.Things(result.Standings.Where(s => s.Series.Name == first || s.Series.Name == second).Min(s => s.Series.Runs.Count), "run");
}
