namespace IoTrace.Workloads.Statistics;

/// <summary>Intervals of medians by resampling (Efron's percentile method). The same seed gives the same interval.</summary>
public static class Bootstrap
{
    /// <summary>
    /// Below this even the interval from the least to the largest value holds the median in less than 95 % of cases: 1 - 2 / 2^n of n values
    /// (David and Nagaraja, Order Statistics, 7.1).
    /// </summary>
    public const int FewestRuns = 6;

    private const int Replicates = 4000;
    private const double Tail = 0.025;

    /// <summary>The 95 % interval of the median; null of fewer than <see cref="FewestRuns"/>.</summary>
    public static Interval? Median(IReadOnlyList<double> values, int seed)
    {
        if (values.Count < FewestRuns)
            return null;

        var random = new Random(seed);
        var buffer = new double[values.Count];
        return Of(() => Resample(values, buffer, random));
    }

    /// <summary>The 95 % interval of the ratio of two independent samples' medians.</summary>
    public static Interval Ratio(IReadOnlyList<double> numerator, IReadOnlyList<double> denominator, int seed)
    {
        var random = new Random(seed);
        var (above, below) = (new double[numerator.Count], new double[denominator.Count]);
        return Of(() => Resample(numerator, above, random) / Resample(denominator, below, random));
    }

    private static Interval Of(Func<double> draw)
    {
        var drawn = new double[Replicates];
        for (var i = 0; i < Replicates; i++)
            drawn[i] = draw();

        Array.Sort(drawn);
        return new Interval(Quantiles.OfSorted(drawn, Tail), Quantiles.OfSorted(drawn, 1 - Tail));
    }

    private static double Resample(IReadOnlyList<double> values, double[] buffer, Random random)
    {
        for (var i = 0; i < buffer.Length; i++)
            buffer[i] = values[random.Next(values.Count)];

        Array.Sort(buffer);
        return Quantiles.OfSorted(buffer, 0.5);
    }
}
