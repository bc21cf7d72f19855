using System.Globalization;
using System.Numerics;

namespace IoTrace.Analysis.Observations;

/// <summary>
/// Latencies in log-linear buckets, 16 a power of two: a percentile is at most 3.2 % off. Immutable; merging is exact.
/// </summary>
public sealed class LatencyHistogram
{
    public static readonly LatencyHistogram Empty = new([], [], 0);

    private readonly ushort[] _buckets;
    private readonly long[] _counts;

    private LatencyHistogram(ushort[] buckets, long[] counts, long maxNanoseconds)
    {
        _buckets = buckets;
        _counts = counts;
        MaxNanoseconds = maxNanoseconds;
        Count = counts.Sum();
    }

    public long Count { get; }

    /// <summary>Exact.</summary>
    public long MaxNanoseconds { get; }

    /// <summary>Reads the probe's text "bucket:count,bucket:count", in rising order of buckets; throws FormatException otherwise.</summary>
    public static LatencyHistogram Parse(ReadOnlySpan<char> text, long maxNanoseconds)
    {
        if (text.IsEmpty)
            return Empty;
        var pairs = text.Count(',') + 1;
        var buckets = new ushort[pairs];
        var counts = new long[pairs];
        var index = 0;
        foreach (var range in text.Split(','))
        {
            var pair = text[range];
            var colon = pair.IndexOf(':');
            if (colon < 0)
                throw new FormatException("a histogram bucket has no count");
            buckets[index] = ushort.Parse(pair[..colon], NumberStyles.None, CultureInfo.InvariantCulture);
            counts[index] = long.Parse(pair[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture);
            if (index > 0 && buckets[index] <= buckets[index - 1])
                throw new FormatException("histogram buckets are not in order");
            index++;
        }
        return new LatencyHistogram(buckets, counts, maxNanoseconds);
    }

    public LatencyHistogram Merge(LatencyHistogram other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (other.Count == 0)
            return this;
        if (Count == 0)
            return other;
        var buckets = new List<ushort>(_buckets.Length + other._buckets.Length);
        var counts = new List<long>(buckets.Capacity);
        int left = 0, right = 0;
        while (left < _buckets.Length || right < other._buckets.Length)
        {
            var mine = left < _buckets.Length ? _buckets[left] : int.MaxValue;
            var theirs = right < other._buckets.Length ? other._buckets[right] : int.MaxValue;
            buckets.Add((ushort)Math.Min(mine, theirs));
            counts.Add((mine <= theirs ? _counts[left++] : 0) + (theirs <= mine ? other._counts[right++] : 0));
        }
        return new LatencyHistogram([.. buckets], [.. counts], Math.Max(MaxNanoseconds, other.MaxNanoseconds));
    }

    /// <summary>Nanoseconds that the fraction <paramref name="quantile"/> (0 to 1) of the operations stayed within; null without any.</summary>
    public double? Percentile(double quantile)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(quantile);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(quantile, 1);
        if (Count == 0)
            return null;
        var rank = Math.Max(1, (long)Math.Ceiling(quantile * Count));
        long seen = 0;
        for (var i = 0; i < _buckets.Length; i++)
        {
            seen += _counts[i];
            if (seen >= rank)
                return Math.Min(MiddleOf(_buckets[i]), MaxNanoseconds);
        }
        return MaxNanoseconds;
    }

    /// <summary>The time of all operations that took at least so long, in nanoseconds; at most 3.2 % off.</summary>
    public double TimeFrom(long nanoseconds)
    {
        var sum = 0.0;
        for (var i = 0; i < _buckets.Length; i++)
        {
            if (_buckets[i] >= BucketOf(nanoseconds))
                sum += _counts[i] * Math.Min(MiddleOf(_buckets[i]), MaxNanoseconds);
        }
        return sum;
    }

    /// <summary>Bucket of a latency: the formula that the probe uses.</summary>
    public static int BucketOf(long nanoseconds)
    {
        if (nanoseconds < 16)
            return (int)Math.Max(0, nanoseconds);
        var exponent = BitOperations.Log2((ulong)nanoseconds);
        return ((exponent - 3) << 4) | (int)((nanoseconds >> (exponent - 4)) & 15);
    }

    private static double MiddleOf(int bucket)
    {
        if (bucket < 16)
            return bucket;
        var width = 1L << ((bucket >> 4) - 1);
        return (16 + (bucket & 15)) * width + width / 2.0;
    }
}
