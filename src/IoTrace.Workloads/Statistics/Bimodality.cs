namespace IoTrace.Workloads.Statistics;

/// <summary>
/// Whether runs fall into two groups, in which case a median is a figure that no run had. A hint, not a test: ten runs cannot
/// prove it.
/// </summary>
public static class Bimodality
{
    private const int FewestRuns = 8;
    private const int FewestInGroup = 2;

    // Groups that lie this much nearer than they are wide are one; so are those that differ by less than anybody cares about.
    private const double LeastGapToWidth = 1.0;
    private const double LeastDistance = 0.05;

    /// <summary>The medians of the two groups; null when there is one group, or too little to tell.</summary>
    public static (double Low, double High)? Find(IReadOnlyList<double> values)
    {
        if (values.Count < FewestRuns)
            return null;

        double[] sorted = [.. values];
        Array.Sort(sorted);
        var split = Enumerable.Range(FewestInGroup, sorted.Length - (2 * FewestInGroup) + 1).MaxBy(i => sorted[i] - sorted[i - 1]);
        var gap = sorted[split] - sorted[split - 1];
        var width = Math.Max(sorted[split - 1] - sorted[0], sorted[^1] - sorted[split]);
        var (low, high) = (Quantiles.OfSorted(sorted.AsSpan(0, split), 0.5), Quantiles.OfSorted(sorted.AsSpan(split), 0.5));
        return gap > LeastGapToWidth * width && high > low * (1 + LeastDistance) ? (low, high) : null;
    }
}
