using IoTrace.Probe.Recording;

namespace IoTrace.Probe.Events;

/// <summary>
/// What the last flushes said. When a process ends, the runtime closes the session some time before it says so; a flush in
/// between reaches nobody, and has to be told again in the file of the end. What is over the fixed room is not told again.
/// </summary>
internal sealed unsafe class RecentAggregates
{
    /// <summary>Room of one flush. Closing takes up to a period on an overloaded machine, so that two flushes can be lost.</summary>
    private const int Size = 1536 << 10;

    private Arena _last;
    private Arena _before;
    private int _lastRows;
    private int _beforeRows;
    private Row* _lastFirst;
    private Row* _beforeFirst;

    public bool TryOpen()
    {
        if (!_last.TryReserve(Size) || !_before.TryReserve(Size))
        {
            Close();
            return false;
        }
        Clear();
        return true;
    }

    /// <summary>Gives the memory back.</summary>
    public void Close()
    {
        _last.Release();
        _before.Release();
        _lastRows = _beforeRows = 0;
    }

    /// <summary>A flush begins: the rows that follow are its.</summary>
    public void Begin()
    {
        (_last, _before) = (_before, _last);
        _beforeRows = _lastRows;
        _beforeFirst = _lastFirst;
        _last.Reset();
        _lastRows = 0;
    }

    /// <summary>A session that has just come has nothing to do with what was before it.</summary>
    public void Clear()
    {
        _last.Reset();
        _before.Reset();
        _lastRows = _beforeRows = 0;
    }

    public void Add(in AggregateRow row)
    {
        var size = (sizeof(Row) + (row.Name.Length + row.Histogram.Length) * sizeof(char) + 7) & -8;
        var kept = (Row*)_last.TryTake(size, Size);
        if (kept == null)
            return;
        if (_lastRows++ == 0)
            _lastFirst = kept;
        *kept = new Row
        {
            Size = size,
            NameLength = row.Name.Length,
            HistogramLength = row.Histogram.Length,
            Kind = row.Kind,
            Operation = row.Operation,
            Sequence = row.Sequence,
            Count = row.Count,
            Bytes = row.Bytes,
            Errors = row.Errors,
            TotalNs = row.TotalNs,
            MaxNs = row.MaxNs,
            From = row.From,
            To = row.To,
            Samples = row.Samples,
            SampledNs = row.SampledNs,
            SampledCpuNs = row.SampledCpuNs,
        };
        row.Name.CopyTo(Row.NameOf(kept));
        row.Histogram.CopyTo(Row.HistogramOf(kept));
    }

    public void TellTo(IProbeSink sink)
    {
        Tell(sink, _beforeFirst, _beforeRows);
        Tell(sink, _lastFirst, _lastRows);
    }

    private static void Tell(IProbeSink sink, Row* row, int rows)
    {
        for (; rows > 0; rows--, row = (Row*)((byte*)row + row->Size))
        {
            sink.Aggregate(new AggregateRow
            {
                Sequence = row->Sequence,
                Kind = row->Kind,
                Name = Row.NameOf(row),
                Operation = row->Operation,
                Count = row->Count,
                Bytes = row->Bytes,
                Errors = row->Errors,
                TotalNs = row->TotalNs,
                MaxNs = row->MaxNs,
                Histogram = Row.HistogramOf(row),
                From = row->From,
                To = row->To,
                Samples = row->Samples,
                SampledNs = row->SampledNs,
                SampledCpuNs = row->SampledCpuNs,
            });
        }
    }

    /// <summary>A row in memory; the name and the histogram follow it.</summary>
    private struct Row
    {
        public int Size;
        public int NameLength;
        public int HistogramLength;
        public ResourceKind Kind;
        public Operation Operation;
        public long Sequence;
        public long Count;
        public long Bytes;
        public long Errors;
        public long TotalNs;
        public long MaxNs;
        public long From;
        public long To;
        public long Samples;
        public long SampledNs;
        public long SampledCpuNs;

        public static Span<char> NameOf(Row* row) => new(row + 1, row->NameLength);

        public static Span<char> HistogramOf(Row* row) => new((char*)(row + 1) + row->NameLength, row->HistogramLength);
    }
}
