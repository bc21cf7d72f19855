using IoTrace.Analysis.Observations;
using IoTrace.Analysis.Timeline;

namespace IoTrace.Analysis.Waits;

/// <summary>
/// A client is slow to send the rest of its request, or to take its answer: bytes come in again and again on a connection that it opened and on which nothing was
/// said since, or bytes wait to be sent. By the kernel's account, where a request is under way.
/// </summary>
internal sealed class RequestBodyWait(WaitFacts facts) : WaitSource
{
    private readonly Dictionary<int, (TcpSample Last, Timestamp? Arrived)> clients = [];
    private readonly List<(Timestamp From, Timestamp To)> spans = [];
    private readonly List<(Timestamp From, Timestamp To)> likely = [];
    private Timestamp? lookBefore;
    private int arriving;
    private int complete;

    public override string Id => "request-body";

    public override void Learn(Observation observation)
    {
        if (observation is not TcpLook look)
        {
            return;
        }

        foreach (var sample in look.Changed.Where(s => !s.IsOpened))
        {
            if (sample.IsGone)
            {
                clients.Remove(sample.Connection);
                continue;
            }

            Take(sample, look.At);
        }

        var changed = look.Changed.Select(s => s.Connection).ToHashSet();
        complete += clients.Count(c => c.Value.Arrived is not null && !changed.Contains(c.Key));
        lookBefore = look.At;
    }

    /// <summary>
    /// Between two looks one request may have ended and the next begun. Whether that one comes in or is worked on is as with the requests that lasted for
    /// longer: what most of these did.
    /// </summary>
    public override void EndLearning()
    {
        foreach (var (from, to) in arriving > complete ? likely : [])
        {
            Spans.Join(spans, from, to);
        }
    }

    public override Claim? At(Instant look) => facts.IsServing(look.At) && Spans.Cover(spans, look.At)
        ? new Claim(ThreadState.Network, Activity.Outside, Reliability.Inferred)
        : null;

    private void Take(in TcpSample sample, Timestamp at)
    {
        var known = clients.TryGetValue(sample.Connection, out var before);
        var (heard, spoke) = (sample.BytesHeard > before.Last.BytesHeard, sample.SegmentsSent != before.Last.SegmentsSent);
        // The first piece is the request itself; whatever the process has said ends it.
        if (known && heard && !spoke && before.Arrived is { } from)
        {
            Spans.Join(spans, from, at);
        }
        else if (known && heard && sample.SinceHeard < sample.SinceSent)
        {
            likely.Add((lookBefore ?? at, at));
        }

        arriving += known && heard && !spoke ? 1 : 0;
        if (sample.Unsent > 0)
        {
            Spans.Join(spans, lookBefore ?? at, at);
        }

        clients[sample.Connection] = (sample, heard ? at : spoke ? null : before.Arrived);
    }
}
