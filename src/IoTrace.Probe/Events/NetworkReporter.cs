using IoTrace.Probe.Recording;

namespace IoTrace.Probe.Events;

/// <summary>Reports when responses, or more of them, were awaited, as the union over an endpoint's connections.</summary>
internal sealed unsafe class NetworkReporter
{
    /// <summary>Waits shorter than this, and gaps shorter than this between them, are not worth a span of their own.</summary>
    private const long Shortest = AwaitedAnswers.Shortest;

    private readonly Dictionary<nint, List<(long From, long To, int Waits)>> _spans = [];
    private long _reportedTo;

    public void Skip(long now)
    {
        while (PendingResponses.TryTake(out _))
        {
            // What was awaited before this session began.
        }
        _reportedTo = now;
    }

    public void Report(IProbeSink sink, long now)
    {
        while (PendingResponses.TryTake(out var wait))
            Add(wait.Resource, wait.From, wait.To, 1, wait.ToldUnderWay);
        AddUnderWay(now);
        foreach (var (resource, spans) in _spans)
            Write(sink, ResourceName.Of((Resource*)resource), spans);
        _spans.Clear();
        _reportedTo = now;
    }

    /// <summary>Waits that go on are reported up to now, so that a reader of a cut recording knows of them.</summary>
    private void AddUnderWay(long now)
    {
        for (var fd = 0; fd <= Descriptors.Highest; fd++)
        {
            var descriptor = Descriptors.At(fd);
            if (descriptor->Generation != Descriptors.Generation || descriptor->Kind != ResourceKind.Client)
                continue;
            var started = descriptor->ConnectStartedAt != 0 ? descriptor->ConnectStartedAt : Volatile.Read(ref descriptor->SentAt);
            // Where nobody answers, the peer is awaited all the same while it takes no more.
            if (!Conversation.IsAnswerDue(descriptor) && !descriptor->IsFull)
                continue;
            if (started != 0 && now - started >= Shortest)
                Add(descriptor->Resource, started, now, 0, toldUnderWay: true);
        }
    }

    private void Add(Resource* resource, long from, long to, int waits, bool toldUnderWay)
    {
        if (to - from < Shortest)
            return;
        if (!_spans.TryGetValue((nint)resource, out var spans))
            _spans[(nint)resource] = spans = [];
        // What an earlier report has covered already is not said twice.
        spans.Add((toldUnderWay ? Math.Max(from, Math.Min(_reportedTo, to)) : from, to, waits));
    }

    private static void Write(IProbeSink sink, string endpoint, List<(long From, long To, int Waits)> spans)
    {
        spans.Sort(static (a, b) => a.From.CompareTo(b.From));
        var (from, to, waits) = spans[0];
        foreach (var span in spans.Skip(1))
        {
            if (span.From - to > Shortest)
            {
                sink.NetworkPending(endpoint, from, to, waits);
                (from, to, waits) = span;
                continue;
            }
            to = Math.Max(to, span.To);
            waits += span.Waits;
        }
        sink.NetworkPending(endpoint, from, to, waits);
    }
}
