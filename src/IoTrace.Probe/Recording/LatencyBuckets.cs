using System.Numerics;
using System.Runtime.CompilerServices;

namespace IoTrace.Probe.Recording;

/// <summary>
/// Log-linear latency buckets: 16 a power of two, exact below 16 ns, so a bucket's middle is at most 3.2 % off any value in
/// it. The reader of the events holds the same formula.
/// </summary>
internal static class LatencyBuckets
{
    /// <summary>Up to 2^41 ns (36 minutes); what is longer falls into the last bucket, and the maximum is kept apart.</summary>
    public const int Count = 608;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int IndexOf(long nanoseconds)
    {
        if (nanoseconds < 16)
            return nanoseconds < 0 ? 0 : (int)nanoseconds;
        var exponent = BitOperations.Log2((ulong)nanoseconds);
        var index = ((exponent - 3) << 4) | (int)((nanoseconds >> (exponent - 4)) & 15);
        return index < Count ? index : Count - 1;
    }
}
