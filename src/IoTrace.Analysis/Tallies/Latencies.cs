namespace IoTrace.Analysis.Tallies;

/// <summary>
/// Durations in seconds, with percentiles. Exact up to a set number; beyond it every second one is dropped and from then on
/// every second one taken, and so on, so that memory stays bounded and every part of the window counts alike.
/// </summary>
internal sealed class Latencies
{
    /// <summary>64 KiB of durations: of so many the 99th percentile still has 40 and more above it after each halving.</summary>
    private const int Most = 8192;

    private List<double> kept = [];
    private int stride = 1;
    private int skipped;

    public long Count { get; private set; }

    public double Total { get; private set; }

    public double Max { get; private set; }

    public void Add(double seconds)
    {
        Count++;
        Total += seconds;
        Max = Math.Max(Max, seconds);
        if (++skipped < stride)
        {
            return;
        }

        skipped = 0;
        kept.Add(seconds);
        if (kept.Count > Most)
        {
            kept = [.. kept.Where((_, i) => i % 2 == 0)];
            stride *= 2;
        }
    }

    /// <summary>The value below which the fraction <paramref name="p"/> of the durations lies (nearest rank); null without any.</summary>
    public double? Percentile(double p)
    {
        if (kept.Count == 0)
        {
            return null;
        }

        kept.Sort();
        return kept[Math.Clamp((int)Math.Ceiling(p * kept.Count) - 1, 0, kept.Count - 1)];
    }
}
