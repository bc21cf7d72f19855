using System.Collections.Immutable;

using IoTrace.Analysis.Attribution;
using IoTrace.Analysis.Observations;

namespace IoTrace.Analysis.Timeline;

/// <summary>
/// What is under way without a thread, as it stands at the latest observation: operations and requests in flight, timers, children, and
/// the peers of connections.
/// </summary>
internal sealed class Threadless(StackSurvey survey)
{
    /// <summary>Timers that requests wait for fire more often than this; the others are timeouts and heartbeats. Chosen: well below a heartbeat's second.</summary>
    private static readonly Duration FiresOften = Duration.FromMilliseconds(200);

    /// <summary>A timer that has fired since then fires once a second and more: those that do are delays and heartbeats.</summary>
    private static readonly Duration FiredLately = Duration.FromMilliseconds(1500);

    /// <summary>Peers that have not been heard of for this long may as well be silent for good. Chosen: the rest between two looks at connections.</summary>
    private static readonly Duration HeardOf = Duration.FromMilliseconds(250);

    private readonly HashSet<(Guid Key, string Protocol)> inFlight = [];
    private readonly RequestsInFlight requests = new();
    private readonly SurveyReader surveyed = new(survey);
    private SurroundingsSeen? around;
    private bool isTimeLimit;
    private bool holdsUpRequests;
    private bool peersTalk;
    private bool localPeersTalk;

    /// <summary>Whether a process that it started lives, as of the latest look.</summary>
    public bool ChildLives { get; private set; }

    /// <summary>A start says "https", the matching end only "http".</summary>
    public static string Family(string protocol) => protocol == "https" ? "http" : protocol;

    public void Take(Observation observation)
    {
        requests.Take(observation);
        if (observation.LosesEnds)
        {
            // One lost end would keep an operation in flight for ever.
            inFlight.Clear();
        }

        switch (observation)
        {
            case SurroundingsSeen seen:
                around = seen;
                break;
            case NetworkStarted network:
                inFlight.Add((network.Key, Family(network.Protocol)));
                break;
            case NetworkEnded network:
                inFlight.Remove((network.Key, Family(network.Protocol)));
                break;
        }
    }

    /// <summary>Begins a look at all threads; these come in the order of time.</summary>
    /// <param name="sinceSocketsMoved">How long the thread that serves the asynchronous sockets has not moved; null where there is none.</param>
    public void Look(Timestamp now, Duration? sinceSocketsMoved)
    {
        ChildLives = around is { Children: > 0 } || surveyed.ChildLives(now);
        isTimeLimit = surveyed.IsTimeLimit(now);
        // Of a request that is answered, and for which no thread works and no peer or child is asked, a timer is most likely what it waits for:
        // a client that sends or takes slowly looks the same.
        holdsUpRequests = surveyed.RequestIsAnswered(now) && requests.Count > 0 && inFlight.Count == 0 && !ChildLives && around is { HasPeers: false };
        // Where the runtime's events or the probe tell of what is awaited, these are believed instead.
        var heard = sinceSocketsMoved < HeardOf && !survey.Peers.HasProbe && !survey.Peers.KnowsRequestsMade;
        peersTalk = AwaitsAnswer(now) || (heard && around is { Peers: > 0 });
        // Not beside other connections, or clients who would be heard of as well.
        localPeersTalk = heard && around is { Peers: 0, Listeners: 0, LocalPeers: > 0 };
    }

    /// <summary>Whether a thread that is blocked in a receive only listens: it waits for nothing that it has asked for.</summary>
    public bool ListensUnasked(ThreadId thread, string? endpoint, Timestamp now) => surveyed.ListensUnasked(thread, endpoint, now);

    /// <summary>Whether a timer runs down that somebody may wait for, by the thread that serves the timers.</summary>
    /// <param name="sinceItFired">How long that has not moved.</param>
    public bool IsTimerAwaited(in ThreadSnapshot timer, Duration sinceItFired)
    {
        // Where calls are hidden, whether the wait has a limit is hidden too: what fired a moment ago is most likely set again.
        var runsDown = timer is { CallHidden: true, Call: SystemCallKind.Hidden or SystemCallKind.Futex } ? sinceItFired < FiredLately : timer is { Call: SystemCallKind.Futex, Timed: true };
        return runsDown && !(ChildLives && isTimeLimit) && !(sinceItFired > FiresOften && !holdsUpRequests && IsHeartbeat());
    }

    /// <summary>The look that was begun last, with what its threads are in.</summary>
    public Instant Instant(Timestamp at, IReadOnlyList<ThreadMoment> threads, ImmutableArray<ThreadSnapshot> snapshots, Duration? processor, bool timerPending) =>
        new(at, threads, snapshots, processor, inFlight.Count + (surveyed.PeerAwaited(at) ? 1 : 0), timerPending, surveyed.QueueLength(at))
        {
            Serves = survey.Serves,
            Requests = requests.Count,
            ChildLives = ChildLives,
            PeersTalk = peersTalk,
            LocalPeersTalk = localPeersTalk,
            MayHavePeers = around is not { HasPeers: false },
            LocalAwaited = surveyed.LocalAwaited(at),
        };

    /// <summary>A look that was made from stacks, in a recording in which neither the system nor the probe tells of surroundings.</summary>
    public Instant InferredInstant(Timestamp at, IReadOnlyList<ThreadMoment> threads) =>
        new(at, threads, [], Processor: null, inFlight.Count, TimerPending: false, surveyed.QueueLength(at))
        {
            Serves = survey.Serves,
            Requests = requests.Count,
        };

    /// <summary>
    /// Whether a timer that fires seldom is one that nobody awaits. A server always has one running down: its heartbeat, once a second, or a
    /// timeout, and so have the clients of caches and databases that it keeps. Where requests are under way that wait for something, or
    /// bytes come and go, the timer is what is waited for only if it fires more often, or if the probe says that no peer is awaited.
    /// </summary>
    private bool IsHeartbeat() => survey is { Serves: true, Peers.HasProbe: false } || peersTalk
        || (around is { Listeners: > 0 } && (requests.Count == 0 || !around.HasPeers));

    /// <summary>
    /// Whether the process has asked a peer and hears nothing, or is being sent the rest of an answer of which the runtime told only the
    /// beginning. A server without requests is idle, whatever it has said to whom.
    /// </summary>
    private bool AwaitsAnswer(Timestamp now)
    {
        var asked = surveyed.AnswerOutstanding(now);
        return around is { Listeners: 0 } && (asked || (around.Peers > 0 && surveyed.AnswerStreams(now)));
    }
}
