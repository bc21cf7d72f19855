namespace IoTrace.Probe.Events;

/// <summary>
/// What the last flushes said. When a process ends, the runtime closes the session some time before it says so; a flush in
/// between reaches nobody, and has to be told again in the file of the end. Holds the texts of the events, no copies of them.
/// </summary>
internal sealed class RecentAggregates
{
    /// <summary>Closing takes up to a period on an overloaded machine, so that two flushes can be lost.</summary>
    private const int Flushes = 2;

    private readonly Queue<List<Row>> _flushes = new();
    private List<Row> _last = [];

    /// <summary>A flush begins: the rows that follow are its.</summary>
    public void Begin()
    {
        if (_flushes.Count == Flushes)
            _flushes.Dequeue();
        _flushes.Enqueue(_last = []);
    }

    public void Add(in Row row) => _last.Add(row);

    /// <summary>A session that has just come has nothing to do with what was before it.</summary>
    public void Clear() => _flushes.Clear();

    public void TellTo(IProbeSink sink)
    {
        foreach (var flush in _flushes)
        {
            foreach (var row in flush)
                row.TellTo(sink);
        }
    }

    public readonly record struct Row(
        long Sequence, string Kind, string Name, string Operation, long Count, long Bytes, long Errors, long TotalNs, long MaxNs,
        string Histogram, long From, long To, long Samples, long SampledNs, long SampledCpuNs)
    {
        public void TellTo(IProbeSink sink) => sink.Aggregate(
            Sequence, Kind, Name, Operation, Count, Bytes, Errors, TotalNs, MaxNs, Histogram, From, To, Samples, SampledNs, SampledCpuNs);
    }
}
