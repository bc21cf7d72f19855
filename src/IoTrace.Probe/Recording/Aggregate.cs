using System.Runtime.CompilerServices;

namespace IoTrace.Probe.Recording;

/// <summary>
/// Sums of one operation on one resource since the last flush, in native memory. Writers only add atomically and the
/// flusher takes by exchanging with zero, so nothing is lost and nothing is counted twice.
/// </summary>
internal unsafe struct Aggregate
{
    public long TotalNanoseconds;
    public long Bytes;
    public long Errors;
    public long MaxNanoseconds;

    /// <summary>Calls of which the time on a CPU was measured; see <see cref="CpuSamples"/>.</summary>
    public long Samples;

    /// <summary>Their time, each counted for the calls that it stands for.</summary>
    public long SampledNanoseconds;

    /// <summary>The part of that on a CPU.</summary>
    public long SampledCpuNanoseconds;
    public fixed uint Buckets[LatencyBuckets.Count];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Add(Aggregate* aggregate, long nanoseconds, long bytes, bool failed)
    {
        Interlocked.Increment(ref aggregate->Buckets[LatencyBuckets.IndexOf(nanoseconds)]);
        Interlocked.Add(ref aggregate->TotalNanoseconds, nanoseconds);
        if (bytes > 0)
            Interlocked.Add(ref aggregate->Bytes, bytes);
        if (failed)
            Interlocked.Increment(ref aggregate->Errors);
        if (nanoseconds > aggregate->MaxNanoseconds)
            RaiseMaximum(aggregate, nanoseconds);
    }

    /// <summary>The time on a CPU of one call was measured, which stands for <paramref name="calls"/>.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void AddSample(Aggregate* aggregate, int calls, long nanoseconds, long cpu)
    {
        Interlocked.Increment(ref aggregate->Samples);
        Interlocked.Add(ref aggregate->SampledNanoseconds, calls * nanoseconds);
        Interlocked.Add(ref aggregate->SampledCpuNanoseconds, calls * cpu);
    }

    private static void RaiseMaximum(Aggregate* aggregate, long nanoseconds)
    {
        var seen = aggregate->MaxNanoseconds;
        while (nanoseconds > seen)
        {
            var before = Interlocked.CompareExchange(ref aggregate->MaxNanoseconds, nanoseconds, seen);
            if (before == seen)
                return;
            seen = before;
        }
    }
}
