using System.Diagnostics;
using System.Numerics;

namespace IoTrace.Workloads.Measuring;

/// <summary>
/// Latencies in buckets that are at most 1/32 of their value wide, as HdrHistogram has them. Many threads may add at once.
/// </summary>
public sealed class LatencyHistogram
{
    private const int SubBits = 5;
    private const int SubCount = 1 << SubBits;
    private static readonly double NanosecondsPerTick = 1e9 / Stopwatch.Frequency;

    private readonly long[] buckets = new long[64 * SubCount];
    private long max;

    /// <summary>Adds a time in ticks of <see cref="Stopwatch"/>.</summary>
    public void Add(long ticks)
    {
        var nanoseconds = (long)(ticks * NanosecondsPerTick);
        Interlocked.Increment(ref buckets[Index(nanoseconds)]);
        if (nanoseconds > Volatile.Read(ref max))
            InterlockedMax(nanoseconds);
    }

    /// <summary>The summary; null when nothing was added.</summary>
    public Latency? Summary()
    {
        var count = buckets.Sum();
        return count == 0 ? null : new Latency(count, Percentile(count, 0.5), Percentile(count, 0.9), Percentile(count, 0.99), max * 1e-9);
    }

    private double Percentile(long count, double share)
    {
        var rank = (long)Math.Ceiling(count * share);
        long seen = 0;
        for (var i = 0; i < buckets.Length; i++)
        {
            seen += buckets[i];
            if (seen >= rank)
                return Math.Min(Middle(i), max) * 1e-9;
        }

        return max * 1e-9;
    }

    private static int Index(long value)
    {
        if (value < SubCount)
            return (int)Math.Max(0, value);

        var exponent = BitOperations.Log2((ulong)value);
        return ((exponent - SubBits + 1) << SubBits) | (int)((value >> (exponent - SubBits)) & (SubCount - 1));
    }

    private static double Middle(int index)
    {
        var shift = (index >> SubBits) - 1;
        if (shift < 0)
            return index;

        var low = (double)((long)(SubCount | (index & (SubCount - 1))) << shift);
        return low + (((1L << shift) - 1) / 2.0);
    }

    private void InterlockedMax(long value)
    {
        for (var seen = Volatile.Read(ref max); value > seen;)
        {
            var before = Interlocked.CompareExchange(ref max, value, seen);
            if (before == seen)
                return;

            seen = before;
        }
    }
}

/// <summary>Percentiles of a latency, in seconds; each within 1/32 of its value, the maximum exact.</summary>
public sealed record Latency(long Count, double P50, double P90, double P99, double Max);
