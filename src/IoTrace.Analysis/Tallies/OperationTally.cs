using System.Collections.Immutable;

using IoTrace.Analysis.Observations;
using IoTrace.Analysis.Results;

namespace IoTrace.Analysis.Tallies;

/// <summary>Operations on files and endpoints as the probe counted them. Exact.</summary>
internal sealed class OperationTally(RecordingFacts facts)
{
    /// <summary>The probe writes its last figures there when the target ends.</summary>
    private const string OwnFile = "/probe.final";

    /// <summary>The probe tells operations that take so long one by one.</summary>
    private const long SlowNanoseconds = 1_000_000;

    private readonly Dictionary<(ResourceKind Kind, string Name), SortedDictionary<IoOperation, Sum>> resources = [];
    private readonly ToldAgain told = new();
    private readonly CountedPart window = new(facts);

    /// <summary>Whether the probe was at work.</summary>
    public bool Active => ActiveSince is not null;

    /// <summary>When the probe said that it is at work, for the first time; null when it never did.</summary>
    public Timestamp? ActiveSince { get; private set; }

    /// <summary>Why the probe refused to work, if it did.</summary>
    public string? Refusal { get; private set; }

    public void Take(Observation observation)
    {
        switch (observation)
        {
            case ProbeActive:
                ActiveSince ??= observation.At;
                break;
            case ProbeRefused refused:
                Refusal = refused.Reason;
                break;
            case OperationsCounted counted when !counted.Name.EndsWith(OwnFile, StringComparison.Ordinal) && !told.Has(counted):
                Count(counted, window.Of(counted));
                break;
        }
    }

    /// <summary>Files, pipes and terminals, most time first. Time waiting for input that nobody gave is not in it.</summary>
    public IEnumerable<CountedFile> Files() => resources
        .Where(r => r.Key.Kind is ResourceKind.File or ResourceKind.Pipe or ResourceKind.Terminal)
        // A FIFO is opened as a file, and known for what it is from then on.
        .GroupBy(r => r.Key.Name, r => (r.Key.Kind, Operations: r.Value))
        .Select(g => new CountedFile(
            g.Key, g.Max(r => r.Kind), Together(g.Select(r => TimesOf(r.Kind, r.Operations))), Usages(g.Select(r => r.Operations)),
            g.Sum(r => SlowSeconds(r.Operations))))
        .OrderByDescending(f => f.Times.Total);

    /// <summary>The sums of each file, in the order of their operations; pipes and terminals are not among them.</summary>
    public IEnumerable<(string Path, IReadOnlyList<OperationTotal> Operations)> FileSums() => resources
        .Where(r => r.Key.Kind == ResourceKind.File)
        .Select(r => (r.Key.Name, (IReadOnlyList<OperationTotal>)[.. r.Value
            // A copy's time and bytes are its target's already.
            .Where(o => o.Key != IoOperation.CopySource)
            .Select(o => new OperationTotal(Name(o.Key), o.Value.Count, o.Value.Errors, MovesBytes(o.Key) ? o.Value.Bytes : null, o.Value.Total.Seconds))]));

    /// <summary>Peers that this process connected to.</summary>
    public IEnumerable<CountedPeer> Peers() => resources
        .Where(r => r.Key.Kind == ResourceKind.Socket)
        .Select(r => Peer(r.Key.Name, r.Value))
        .OfType<CountedPeer>()
        .OrderByDescending(p => p.Usage.Seconds);

    private static StateTimes Together(IEnumerable<StateTimes> many)
    {
        var sum = new StateTimes();
        foreach (var times in many)
        {
            sum.Add(times);
        }

        return sum;
    }

    private static ImmutableArray<OperationUsage> Usages(IEnumerable<SortedDictionary<IoOperation, Sum>> parts) =>
    [
        .. parts.SelectMany(p => p).GroupBy(o => o.Key, o => o.Value).OrderBy(g => g.Key)
            .Select(g => (g.Key, Value: g.Aggregate((a, b) => a.Plus(b))))
            .Select(o => new OperationUsage(
            Name(o.Key), o.Value.Count, o.Value.Errors, MovesBytes(o.Key) ? o.Value.Bytes : null, o.Value.Total.Seconds,
            o.Value.Latency.Percentile(0.5) / 1e9, o.Value.Latency.Percentile(0.9) / 1e9, o.Value.Latency.Percentile(0.99) / 1e9,
            o.Value.Count > 0 ? o.Value.Latency.MaxNanoseconds / 1e9 : null)),
    ];

    private static StateTimes TimesOf(ResourceKind kind, SortedDictionary<IoOperation, Sum> operations)
    {
        var times = new StateTimes();
        foreach (var (operation, sum) in operations)
        {
            if (operation != IoOperation.CopySource)
            {
                times[StateOf(kind, operation)] += sum.Total.Seconds;
            }
        }

        return times;
    }

    private static double SlowSeconds(IEnumerable<KeyValuePair<IoOperation, Sum>> operations) =>
        operations.Where(o => o.Key != IoOperation.CopySource).Sum(o => o.Value.Latency.TimeFrom(SlowNanoseconds)) / 1e9;

    /// <summary>The state of a thread in an operation on a file, pipe or terminal.</summary>
    internal static ThreadState StateOf(ResourceKind kind, IoOperation operation) => kind != ResourceKind.File ? ThreadState.Pipe : operation switch
    {
        IoOperation.Read => ThreadState.FileRead,
        IoOperation.Write or IoOperation.Copy or IoOperation.Resize => ThreadState.FileWrite,
        IoOperation.Sync or IoOperation.WriteThrough => ThreadState.FileSync,
        _ => ThreadState.FileMetadata,
    };

    private static bool MovesBytes(IoOperation operation) => operation is IoOperation.Read or IoOperation.Write or IoOperation.WriteThrough
        or IoOperation.Copy or IoOperation.CopySource or IoOperation.Send or IoOperation.Receive;

    private static CountedPeer? Peer(string name, SortedDictionary<IoOperation, Sum> operations)
    {
        // A client waits for answers; where it asks for nothing, for what it is sent; where there is nothing, for the connection to stand.
        var rest = operations.GetValueOrDefault(IoOperation.Rest);
        var waits = operations.TryGetValue(IoOperation.Response, out var responses) && responses.Count > 0
            ? responses
            : rest ?? operations.GetValueOrDefault(IoOperation.Connect);
        if (waits is null)
        {
            return null;
        }

        // A send that takes so long waits for the peer to take what it was sent before.
        var others = (waits == rest ? 0 : rest?.Total.Seconds ?? 0)
            + (operations.GetValueOrDefault(IoOperation.Send)?.Latency.TimeFrom(SlowNanoseconds) / 1e9 ?? 0);

        var (host, port) = HostAndPort.Parse(name);
        var usage = new EndpointUsage(
            host, port, port is null ? "unix" : "tcp", waits.Count, operations.Values.Sum(o => o.Errors), waits.Total.Seconds + others,
            waits.Latency.Percentile(0.5) / 1e9, waits.Latency.Percentile(0.9) / 1e9, waits.Latency.Percentile(0.99) / 1e9,
            waits.Latency.MaxNanoseconds / 1e9, Exact: true);
        return new CountedPeer(name, usage, SlowSeconds(operations.Where(o => o.Key is IoOperation.Connect or IoOperation.Send or IoOperation.Receive)));
    }

    private static string Name(IoOperation operation)
    {
        var name = operation.ToString();
        return string.Concat(char.ToLowerInvariant(name[0]).ToString(), name.AsSpan(1));
    }

    /// <param name="part">How much of it lies within the window.</param>
    private void Count(OperationsCounted counted, double part)
    {
        long Of(long whole) => (long)Math.Round(part * whole);
        if (Of(counted.Count) == 0)
        {
            return;
        }

        var key = (counted.Kind, counted.Name);
        if (!resources.TryGetValue(key, out var operations))
        {
            resources.Add(key, operations = []);
        }

        var sum = operations.GetValueOrDefault(counted.Operation) ?? new Sum(0, 0, 0, Duration.Zero, LatencyHistogram.Empty);
        operations[counted.Operation] = sum.Plus(new Sum(Of(counted.Count), Of(counted.Bytes), Of(counted.Errors), new Duration(Of(counted.Total.Nanoseconds)), counted.Latency));
    }

    private sealed record Sum(long Count, long Bytes, long Errors, Duration Total, LatencyHistogram Latency)
    {
        public Sum Plus(Sum other) => new(
            Count + other.Count, Bytes + other.Bytes, Errors + other.Errors, Total + other.Total, Latency.Merge(other.Latency));
    }
}
