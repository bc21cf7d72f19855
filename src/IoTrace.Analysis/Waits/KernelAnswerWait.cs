using IoTrace.Analysis.Observations;
using IoTrace.Analysis.Timeline;

namespace IoTrace.Analysis.Waits;

/// <summary>
/// An answer is due on a connection that the process opened, by the kernel's account: it spoke last and has heard nothing since. Where something else tells of
/// what is awaited from an endpoint, that is believed instead.
/// </summary>
internal sealed class KernelAnswerWait(WaitFacts facts) : WaitSource
{
    /// <summary>
    /// Answers that are due for less than this share of the time are no wait worth doubting for. Chosen: with a look every 250 ms, one
    /// of twenty in 5 s may find an answer under way, two may not.
    /// </summary>
    private const double NearlyNever = 0.1;

    private readonly Conversations conversations = new();
    private readonly OutstandingSurvey beforeProbe = new();
    private readonly OutstandingSurvey sinceProbe = new();
    private readonly OutstandingSurvey unclear = new();
    private readonly SilentReceives receives = new();
    private List<(Timestamp From, Timestamp To)> maybe = [];

    public override string Id => "kernel-answer";

    /// <summary>Answers that came in over the recording.</summary>
    public long Exchanges => conversations.Exchanges;

    /// <summary>Spans in which answers were due, where nothing else tells of them.</summary>
    public IReadOnlyList<(Timestamp From, Timestamp To)> Due { get; private set; } = [];

    /// <summary>The same by endpoint.</summary>
    public IEnumerable<(string Endpoint, IReadOnlyList<(Timestamp From, Timestamp To)> Spans)> ByEndpoint =>
        (facts.ProbeTellsAll ? sinceProbe : beforeProbe).ByEndpoint.Where(e => !facts.IsTold(e.Endpoint));

    public override Coverage Coverage => !HasUntoldPeers ? Coverage.Full
        : IsAnswered ? new Coverage(Reliability.Inferred, ": on its open connections the other side spoke last")
        : new Coverage(Reliability.Guessed, "unless it awaits answers on its open connections, which nothing tells");

    /// <summary>Whether there were connections of which nothing else tells what is awaited on them.</summary>
    private bool HasUntoldPeers => facts.Around.MostlyHasPeers
        && (conversations.Endpoints.Count > 0 ? conversations.Endpoints.Any(e => !facts.IsTold(e)) : !facts.ProbeTellsAll && !(facts.FromBirth && facts.KnowsRequestsMade));

    private bool IsAnswered => conversations.TellsTurns && facts.Looked is { } span
        && Spans.Seconds(Due, span.First, span.Last) < NearlyNever * (span.Last - span.First).Seconds;

    public override void Learn(Observation observation)
    {
        switch (observation)
        {
            case TcpLook look:
                var (answers, others) = conversations.Take(look);
                foreach (var due in answers)
                {
                    // The probe tells of what was asked since it came.
                    (facts.ProbeSince is not { } since || due.From < since ? beforeProbe : sinceProbe).Take(due);
                }

                foreach (var due in facts.ProbeSince is null ? others : [])
                {
                    unclear.Take(due);
                }

                break;
            case ThreadSweep sweep:
                foreach (var snapshot in sweep.Changed)
                {
                    receives.Take(snapshot, sweep.At);
                }

                break;
        }
    }

    public override void EndLearning()
    {
        if (facts.Looked is { } span)
        {
            receives.End(span.Last);
            if (conversations.LastLook is { } look)
            {
                beforeProbe.End(span.Last, look.At, look.Interval);
                sinceProbe.End(span.Last, look.At, look.Interval);
                unclear.End(span.Last, look.At, look.Interval);
            }

            conversations.End(span.Last);
        }

        Due = Joined(ByEndpoint);
        maybe = Joined(unclear.ByEndpoint.Where(e => !facts.IsTold(e.Endpoint)));
    }

    /// <summary>A server without requests is idle, whatever it has said to whom.</summary>
    public override Claim? At(Instant look) => facts.Around.At(look.At) is { Listeners: 0 } && Spans.Cover(Due, look.At)
        ? new Claim(ThreadState.Network, Activity.Outside, Reliability.Guessed)
        : null;

    /// <summary>Whether both sides of a connection spoke a moment ago, so close together that it is not known who waits for whom.</summary>
    public bool IsUnclear(Instant look) => facts.Around.At(look.At) is { Listeners: 0 } && Spans.Cover(maybe, look.At);

    /// <summary>
    /// Whether a thread that is blocked in a receive only listens: nothing was asked for, and the other side says nothing for long. Where the thread's own
    /// connection is not known, that has to be so of all of them.
    /// </summary>
    public bool ListensUnasked(ThreadId thread, string? endpoint, Timestamp now) => endpoint is null
        ? Spans.Cover(conversations.Silence, now)
        : conversations.Listening.ByEndpoint.TryGetValue(endpoint, out var unasked) && Spans.Cover(unasked, now)
            && (receives.IsSilent(thread, now) || Spans.Cover(conversations.Silence, now));

    private static List<(Timestamp From, Timestamp To)> Joined(IEnumerable<(string Endpoint, IReadOnlyList<(Timestamp From, Timestamp To)> Spans)> byEndpoint)
    {
        var any = new List<(Timestamp From, Timestamp To)>();
        foreach (var (from, to) in byEndpoint.SelectMany(e => e.Spans).OrderBy(s => s.To))
        {
            Spans.Join(any, from, to);
        }

        return any;
    }
}
