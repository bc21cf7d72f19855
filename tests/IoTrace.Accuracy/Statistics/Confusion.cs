namespace IoTrace.Accuracy.Statistics;

/// <summary>What was said of what is true, counted.</summary>
internal sealed class Confusion
{
    private readonly Dictionary<(string True, string Said), int> _counts = [];

    public Confusion(IEnumerable<(string True, string Said)> verdicts)
    {
        foreach (var verdict in verdicts) _counts[verdict] = _counts.GetValueOrDefault(verdict) + 1;
    }

    /// <summary>What is true of some, in order.</summary>
    public IReadOnlyList<string> Truths => [.. _counts.Keys.Select(k => k.True).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>What was said of some, in order.</summary>
    public IReadOnlyList<string> Sayings => [.. _counts.Keys.Select(k => k.Said).Distinct().Order(StringComparer.Ordinal)];

    public int this[string truth, string said] => _counts.GetValueOrDefault((truth, said));
}
