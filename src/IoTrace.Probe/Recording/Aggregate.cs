using System.Runtime.CompilerServices;

namespace IoTrace.Probe.Recording;

/// <summary>
/// Sums of one operation on one resource since the last flush, in a table's memory. Writers only add atomically and the
/// flusher takes by exchanging with zero, so nothing is lost and nothing is counted twice.
/// </summary>
/// <remarks>
/// Most files see few calls, so the first few latencies have a place here; a full histogram comes when they do not suffice.
/// Where the table has no room for one, a call counts at a latency that is there: their number stays exact.
/// </remarks>
internal unsafe struct Aggregate
{
    /// <summary>Different latencies that are told apart without a full histogram.</summary>
    private const int FewCount = 6;

    /// <summary>In a few's entry the bucket's index plus one stands above the count.</summary>
    private const int BucketShift = 40;

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

    /// <summary>What it belongs to.</summary>
    public Resource* Resource;

    private readonly uint* _buckets;
    private fixed ulong _few[FewCount];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Add(Aggregate* aggregate, long nanoseconds, long bytes, bool failed)
    {
        var bucket = LatencyBuckets.IndexOf(nanoseconds);
        if (aggregate->_buckets != null)
            Interlocked.Increment(ref aggregate->_buckets[bucket]);
        else
            AddToFew(aggregate, bucket);
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

    /// <summary>Adds the counts by bucket to <paramref name="counts"/>, leaves none, and returns how many calls they are.</summary>
    public static long TakeBuckets(Aggregate* aggregate, Span<uint> counts)
    {
        // A call counts its bucket first and its time second, so without time there is nothing, or not yet.
        if (Volatile.Read(ref aggregate->TotalNanoseconds) == 0)
            return 0;
        long calls = 0;
        for (var i = 0; i < FewCount; i++)
        {
            if (aggregate->_few[i] == 0)
                continue;
            var entry = Interlocked.Exchange(ref aggregate->_few[i], 0);
            var count = (uint)entry;
            counts[(int)(entry >> BucketShift) - 1] += count;
            calls += count;
        }
        var buckets = (uint*)Volatile.Read(ref *(nint*)&aggregate->_buckets);
        if (buckets == null)
            return calls;
        var pairs = (ulong*)buckets;
        for (var pair = 0; pair < LatencyBuckets.Count / 2; pair++)
        {
            if (pairs[pair] == 0)
                continue;
            for (var index = pair * 2; index <= pair * 2 + 1; index++)
            {
                var count = Interlocked.Exchange(ref buckets[index], 0);
                counts[index] += count;
                calls += count;
            }
        }
        return calls;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void AddToFew(Aggregate* aggregate, int bucket)
    {
        for (var i = 0; i < FewCount; i++)
        {
            if (TryCount(ref aggregate->_few[i], bucket, anyBucket: false))
                return;
        }
        var buckets = ResourceTable.BucketsFor(aggregate->Resource);
        if (buckets == null)
        {
            TryCount(ref aggregate->_few[bucket % FewCount], bucket, anyBucket: true);
            return;
        }
        var before = (uint*)Interlocked.CompareExchange(ref *(nint*)&aggregate->_buckets, (nint)buckets, 0);
        Interlocked.Increment(ref (before == null ? buckets : before)[bucket]);
    }

    /// <summary>Counts in an entry that is free or has the bucket; one of another bucket only if any will do.</summary>
    private static bool TryCount(ref ulong entry, int bucket, bool anyBucket)
    {
        var seen = Volatile.Read(ref entry);
        while (seen == 0 || (int)(seen >> BucketShift) == bucket + 1 || anyBucket)
        {
            var before = Interlocked.CompareExchange(ref entry, seen == 0 ? ((ulong)(bucket + 1) << BucketShift) | 1 : seen + 1, seen);
            if (before == seen)
                return true;
            seen = before;
        }
        return false;
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
