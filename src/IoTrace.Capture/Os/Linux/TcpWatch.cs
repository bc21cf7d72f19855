using System.Collections.Immutable;

using IoTrace.Analysis.Observations;

namespace IoTrace.Capture.Os.Linux;

/// <summary>Looks at the connections that are known, and tells what changed since the look before.</summary>
/// <param name="pid">A process in their network namespace.</param>
internal sealed class TcpWatch(int pid) : IDisposable
{
    private readonly TcpTalk talk = new(pid);
    private readonly Dictionary<long, (int Number, TcpSample Last)> seen = [];
    private IReadOnlyList<TcpConnection> opened = [];
    private IReadOnlyList<TcpConnection> accepted = [];
    private int numbers;
    private int turns;

    /// <summary>How many of them the target opened.</summary>
    public int Opened => opened.Count;

    /// <summary>These are the connections from now on.</summary>
    public void Open(IReadOnlyList<TcpConnection> connections) =>
        (opened, accepted) = ([.. connections.Where(c => !c.IsAccepted)], [.. connections.Where(c => c.IsAccepted)]);

    /// <param name="most">Connections of either kind that are asked about; of more, the next look asks about the next ones.</param>
    public TcpLook Look(Timestamp now, int most)
    {
        var changed = ImmutableArray.CreateBuilder<TcpSample>();
        var there = opened.Concat(accepted).Select(c => c.Inode).ToHashSet();
        foreach (var (inode, (_, last)) in seen.Where(s => !there.Contains(s.Key)).ToList())
        {
            seen.Remove(inode);
            changed.Add(last with { Kind = last.Kind | TcpKind.Gone });
        }

        foreach (var connection in Some(opened, most).Concat(Some(accepted, most)))
        {
            var sample = Ask(connection);
            if (!seen.TryGetValue(connection.Inode, out var before) || !IsSame(before.Last, sample))
            {
                seen[connection.Inode] = (sample.Connection, sample);
                changed.Add(sample);
            }
        }

        turns++;
        return new TcpLook(now, opened.Count <= most && accepted.Count <= most, changed.ToImmutable());
    }

    public void Dispose() => talk.Dispose();

    /// <summary>Nothing went out, came in or was acknowledged: the times since then only grew.</summary>
    private static bool IsSame(in TcpSample a, in TcpSample b) => a with { Asked = b.Asked, Answered = b.Answered, SinceSent = b.SinceSent, SinceHeard = b.SinceHeard, SinceAcknowledged = b.SinceAcknowledged } == b
        && b.SinceSent >= a.SinceSent && b.SinceHeard >= a.SinceHeard && b.SinceAcknowledged >= a.SinceAcknowledged;

    private IEnumerable<TcpConnection> Some(IReadOnlyList<TcpConnection> connections, int most)
    {
        var count = Math.Min(connections.Count, most);
        for (var i = 0; i < count; i++)
        {
            yield return connections[(int)((((long)turns * count) + i) % connections.Count)];
        }
    }

    private TcpSample Ask(TcpConnection connection)
    {
        var number = seen.TryGetValue(connection.Inode, out var known) ? known.Number : ++numbers;
        var asked = new Timestamp(LibC.MonotonicNow());
        var told = talk.TryAsk(connection.Local, connection.Remote, connection.Inode, out var counters);
        var kind = (connection.IsAccepted ? TcpKind.Accepted : TcpKind.None) | (told ? TcpKind.Told : TcpKind.None) | (counters.Connecting ? TcpKind.Connecting : TcpKind.None);
        return new TcpSample(
            number, connection.Endpoint, kind, asked, new Timestamp(LibC.MonotonicNow()), counters.SinceSent, counters.SinceHeard, counters.SinceAcknowledged,
            counters.BytesHeard, counters.SegmentsSent, counters.SegmentsHeard, counters.Unacknowledged, counters.Unsent);
    }
}
