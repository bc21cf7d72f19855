namespace IoTrace.Workloads.Statistics;

/// <summary>Order statistics.</summary>
public static class Quantiles
{
    public static double Median(IReadOnlyList<double> values) => Of(values, 0.5);

    /// <summary>The quantile by linear interpolation between order statistics (Hyndman and Fan's type 7); NaN of nothing.</summary>
    public static double Of(IReadOnlyList<double> values, double share)
    {
        double[] sorted = [.. values];
        Array.Sort(sorted);
        return OfSorted(sorted, share);
    }

    /// <summary>Half the distance between the quartiles, as a share of the median: how far runs lie apart, whatever the outliers do.</summary>
    public static double Spread(IReadOnlyList<double> values) => (Of(values, 0.75) - Of(values, 0.25)) / 2 / Median(values);

    internal static double OfSorted(ReadOnlySpan<double> sorted, double share)
    {
        if (sorted.IsEmpty)
            return double.NaN;

        var place = share * (sorted.Length - 1);
        var below = (int)place;
        var above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + ((place - below) * (sorted[above] - sorted[below]));
    }
}
