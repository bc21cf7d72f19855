using IoTrace.Analysis.Observations;
using IoTrace.Analysis.Timeline;

namespace IoTrace.Analysis.Waits;

/// <summary>
/// A thread sleeps, or a timer runs down that a thread or a request may wait for. Timers are also used as time limits and for signs of life, which nobody
/// waits for.
/// </summary>
internal sealed class TimerWait(WaitFacts facts, RequestInFlightWait requests, IReadOnlyList<WaitSource> peers) : WaitSource
{
    /// <summary>Timers that requests wait for fire more often than this; the others are timeouts and heartbeats. Chosen: well below a heartbeat's second.</summary>
    private static readonly Duration FiresOften = Duration.FromMilliseconds(200);

    /// <summary>A timer that has fired since then fires once a second and more: those that do are delays and heartbeats.</summary>
    private static readonly Duration FiredLately = Duration.FromMilliseconds(1500);

    /// <summary>
    /// Of limits, seconds and minutes are usual; of delays that a program makes between two things that it does, fractions of a second. A
    /// program that does something every few seconds only is as good as one that waits for something else.
    /// </summary>
    private static readonly Duration Long = Duration.FromSeconds(2);

    private readonly List<(Timestamp From, Timestamp To)> limits = [];
    private ThreadId? timer;
    private Timestamp? movedAt;
    private Timestamp? last;

    public override string Id => "timer";

    /// <summary>How often a timer fired, as far as looks tell.</summary>
    public long Fired { get; private set; }

    public override void Learn(Observation observation)
    {
        switch (observation)
        {
            case ThreadNamed named when ThreadRoles.Of(named.Name, isMain: false, managed: null) == ThreadRole.Timer:
                timer = named.Thread;
                break;
            case ThreadSweep sweep:
                if (timer is { } thread && sweep.Changed.Any(s => s.Thread == thread))
                {
                    Close(sweep.At);
                    movedAt = sweep.At;
                    Fired++;
                }

                last = sweep.At;
                break;
        }
    }

    public override void EndLearning()
    {
        if (last is { } end)
        {
            // The last wait goes on until the end.
            Close(end);
        }
    }

    public override Claim? At(Instant look)
    {
        if (look.Has(Activity.Sleeping))
        {
            return new Claim(ThreadState.Sleep, Activity.Sleeping, Reliability.Seen);
        }

        // A library that looks after connections or children has timers of its own.
        var around = facts.Around;
        var mayBeOthers = facts.Serves || around.MostlyHasPeers || around.MostlyHasLocalPeersOnly || around.MostlyHasChildren;
        return (facts.IsServing(look.At) || look.Has(Activity.Dependent)) && look.Timers.Any(t => IsAwaited(t, look))
            ? new Claim(ThreadState.Sleep, Activity.Sleeping, mayBeOthers ? Reliability.Inferred : Reliability.Seen)
            : null;
    }

    private bool IsAwaited(in TimerLook timer, Instant look)
    {
        var (snapshot, since) = timer;
        // Where calls are hidden, whether the wait has a limit is hidden too: what fired a moment ago is most likely set again.
        var runsDown = snapshot is { CallHidden: true, Call: SystemCallKind.Hidden or SystemCallKind.Futex } ? since < FiredLately : snapshot is { Call: SystemCallKind.Futex, Timed: true };
        var childLives = facts.Around.ChildLives(look.At);
        return runsDown && !(childLives && Spans.Cover(limits, look.At)) && !(since > FiresOften && !HoldsUpRequests(look.At, childLives) && IsHeartbeat(look));
    }

    /// <summary>
    /// Of a request that is answered, and for which no thread works and no peer or child is asked, a timer is most likely what it waits for.
    /// </summary>
    private bool HoldsUpRequests(Timestamp now, bool childLives) =>
        facts.IsAnswering(now) && facts.IsServing(now) && !requests.IsInFlight(now) && !childLives && facts.Around.At(now) is { HasPeers: false };

    /// <summary>
    /// Whether a timer that fires seldom is one that nobody awaits. A server always has one running down: its heartbeat, once a second, or a
    /// timeout, and so have the clients of caches and databases that it keeps. Where requests are under way that wait for something, or
    /// bytes come and go, the timer is what is waited for only if it fires more often, or if the probe says that no peer is awaited.
    /// </summary>
    private bool IsHeartbeat(Instant look) => (facts.Serves && facts.ProbeSince is null) || peers.Any(p => p.At(look) is not null)
        || (facts.Around.At(look.At) is { Listeners: > 0 } around && (!facts.IsServing(look.At) || !around.HasPeers));

    private void Close(Timestamp now)
    {
        if (movedAt is { } from && now - from > Long)
        {
            Spans.Join(limits, from, now);
        }
    }
}
