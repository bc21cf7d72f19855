using IoTrace.Workloads.Statistics;

namespace IoTrace.Workloads.Comparison;

/// <summary>Two contenders: a ratio above 1 says that the first is faster. Its interval is absent where there are too few runs for one.</summary>
public sealed record PairPart(string First, string Second, double Ratio, double? Low, double? High, double PValue, Outcome Outcome)
{
    public static PairPart Of(Pair pair)
    {
        var (contrast, told) = (pair.Contrast, pair.Contrast.Outcome != Outcome.TooFewRuns);
        return new PairPart(pair.First, pair.Second, contrast.Ratio, told ? contrast.Interval.Low : null, told ? contrast.Interval.High : null, contrast.PValue, contrast.Outcome);
    }
}
