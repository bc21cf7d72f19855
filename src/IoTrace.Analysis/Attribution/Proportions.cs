namespace IoTrace.Analysis.Attribution;

/// <summary>What was told of some says how all divides.</summary>
internal static class Proportions
{
    /// <summary>Each one's share of the sum; nothing where the sum is 0.</summary>
    public static IReadOnlyList<(T Item, double Share)> Of<T>(IEnumerable<(T Item, double Weight)> weighted)
    {
        var all = weighted.ToList();
        var sum = all.Sum(w => w.Weight);
        return sum > 0 ? [.. all.Select(w => (w.Item, w.Weight / sum))] : [];
    }
}
