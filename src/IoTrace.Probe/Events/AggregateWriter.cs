using System.Globalization;
using IoTrace.Probe.Recording;

namespace IoTrace.Probe.Events;

/// <summary>
/// Takes the sums out of a table and tells them. Its buffers are made once: a flush of thousands of rows a second must leave no garbage
/// in the target.
/// </summary>
internal sealed unsafe class AggregateWriter(RecentAggregates recent)
{
    /// <summary>A path of PATH_MAX bytes of which each is written as \xHH, and the NUL.</summary>
    private const int LongestName = 4 * 4096 + 1;

    /// <summary>Each bucket with its number, a colon, ten digits and a comma, and the NUL.</summary>
    private const int LongestHistogram = LatencyBuckets.Count * 15 + 1;

    private readonly char[] _name = new char[LongestName];
    private readonly char[] _histogram = new char[LongestHistogram];
    private readonly uint[] _counts = new uint[LatencyBuckets.Count];

    /// <summary>Tells everything that was added since <paramref name="from"/>; the number of rows.</summary>
    public int Write(IProbeSink sink, ResourceTable* table, long sequence, long from, long to)
    {
        var rows = 0;
        for (var i = 0; i < ResourceTable.Buckets; i++)
        {
            for (var resource = ResourceTable.Bucket(table, i); resource != null; resource = resource->Next)
                rows += Write(sink, resource, sequence, from, to);
        }
        return rows;
    }

    private int Write(IProbeSink sink, Resource* resource, long sequence, long from, long to)
    {
        var rows = 0;
        var nameLength = 0;
        for (var operation = 0; operation < OperationNames.Count; operation++)
        {
            var aggregate = (Aggregate*)Volatile.Read(ref resource->Aggregates[operation]);
            if (aggregate == null)
                continue;
            var count = Aggregate.TakeBuckets(aggregate, _counts);
            if (count == 0)
                continue;
            if (rows++ == 0)
            {
                nameLength = ResourceName.Write(resource, _name);
                _name[nameLength] = '\0';
            }
            var row = new AggregateRow
            {
                Sequence = sequence,
                Kind = resource->Kind,
                Name = _name.AsSpan(0, nameLength),
                Operation = (Operation)operation,
                Count = count,
                Bytes = Interlocked.Exchange(ref aggregate->Bytes, 0),
                Errors = Interlocked.Exchange(ref aggregate->Errors, 0),
                TotalNs = Interlocked.Exchange(ref aggregate->TotalNanoseconds, 0),
                MaxNs = Interlocked.Exchange(ref aggregate->MaxNanoseconds, 0),
                Histogram = TakeHistogram(),
                From = from,
                To = to,
                Samples = Interlocked.Exchange(ref aggregate->Samples, 0),
                SampledNs = Interlocked.Exchange(ref aggregate->SampledNanoseconds, 0),
                SampledCpuNs = Interlocked.Exchange(ref aggregate->SampledCpuNanoseconds, 0),
            };
            recent.Add(row);
            sink.Aggregate(row);
        }
        return rows;
    }

    /// <summary>The counts as text, which a NUL follows; they are zero then.</summary>
    private ReadOnlySpan<char> TakeHistogram()
    {
        var length = 0;
        for (var index = 0; index < _counts.Length; index++)
        {
            if (_counts[index] == 0)
                continue;
            if (length > 0)
                _histogram[length++] = ',';
            index.TryFormat(_histogram.AsSpan(length), out var written, default, CultureInfo.InvariantCulture);
            length += written;
            _histogram[length++] = ':';
            _counts[index].TryFormat(_histogram.AsSpan(length), out written, default, CultureInfo.InvariantCulture);
            length += written;
            _counts[index] = 0;
        }
        _histogram[length] = '\0';
        return _histogram.AsSpan(0, length);
    }
}
