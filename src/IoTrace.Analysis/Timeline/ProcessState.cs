using IoTrace.Analysis.Attribution;
using IoTrace.Analysis.Observations;
using IoTrace.Analysis.Tallies;

namespace IoTrace.Analysis.Timeline;

/// <summary>
/// The process as it stands at the latest observation: every thread's last snapshot, who waits for which lock, whether a
/// collection holds all up, what is in flight. Turns each sweep into an <see cref="Instant"/>.
/// </summary>
internal sealed class ProcessState(int? pid, StackSurvey survey)
{
    /// <summary>The runtime's debugger thread waits at it from the start for a debugger, for a while before it has its name.</summary>
    private const string DebuggerPipe = "/clr-debug-pipe-";

    /// <summary>
    /// A read of a pipe or terminal that has gone unanswered for this long waits for a person or for nobody: that is idling, as a
    /// prompt does, not a bottleneck. Chosen, not measured: a process that answers is seldom silent for a second, a person often is.
    /// </summary>
    private static readonly Duration UnansweredIsIdle = Duration.FromSeconds(1);

    /// <summary>Timers that requests wait for fire more often than this; the others are timeouts and heartbeats. Chosen: well below a heartbeat's second.</summary>
    private static readonly Duration FiresOften = Duration.FromMilliseconds(200);

    /// <summary>A timer that has fired since then fires once a second and more: those that do are delays and heartbeats.</summary>
    private static readonly Duration FiredLately = Duration.FromMilliseconds(1500);

    /// <summary>Peers that have not been heard of for this long may as well be silent for good. Chosen: the rest between two looks at connections.</summary>
    private static readonly Duration HeardOf = Duration.FromMilliseconds(250);

    private readonly Dictionary<ThreadId, Tracked> threads = [];
    private readonly Dictionary<ThreadId, string> names = [];
    private readonly Dictionary<ResourceId, (ResourceKind Kind, string Name)> resources = [];
    private readonly LockHolders locks = new();
    private readonly Compilations compilations = new();
    private readonly HashSet<(Guid Key, string Protocol)> inFlight = [];
    private readonly RequestsInFlight requests = new();
    private readonly SpinningDraw spinning = new(survey);
    private readonly SurveyReader surveyed = new(survey);
    private readonly HiddenCalls hidden = new(survey);
    private SurroundingsSeen? around;
    private Duration? processor;
    private bool childLives;
    private bool inGcPause;
    private bool disturbed;

    /// <summary>Kinds and names of the resources seen so far.</summary>
    public IReadOnlyDictionary<ResourceId, (ResourceKind Kind, string Name)> Resources => resources;

    /// <summary>Kernel names of the threads seen so far.</summary>
    public IReadOnlyDictionary<ThreadId, string> ThreadNames => names;

    /// <summary>A thread's role, as far as its name and stacks tell.</summary>
    public ThreadRole RoleOf(ThreadId thread) =>
        ThreadRoles.Of(names.GetValueOrDefault(thread), thread.Value == pid, survey.IsManaged(thread));

    /// <summary>Takes in an observation; an instant when it was a look at all threads.</summary>
    public Instant? Take(Observation observation)
    {
        requests.Take(observation);
        locks.Take(observation);
        if (observation.LosesEnds)
        {
            // One lost end would keep an operation in flight, or a collection going, for ever.
            inFlight.Clear();
            inGcPause = false;
            compilations.Clear();
        }

        switch (observation)
        {
            case ThreadSweep sweep:
                return OfSweep(sweep);
            case ThreadNamed named:
                names[named.Thread] = named.Name;
                break;
            case ResourceSeen seen:
                resources[seen.Resource] = (seen.Kind, seen.Name);
                break;
            case ProcessUsage usage:
                processor = usage.Processor;
                break;
            case SurroundingsSeen seen:
                around = seen;
                break;
            case GcPauseStarted:
                inGcPause = true;
                break;
            case GcPauseEnded:
                inGcPause = false;
                break;
            case JitStarted jit:
                compilations.Begin(jit.Thread, jit.At);
                break;
            case JitEnded jit:
                compilations.End(jit.Thread);
                break;
            case NetworkStarted network:
                inFlight.Add((network.Key, Family(network.Protocol)));
                break;
            case NetworkEnded network:
                inFlight.Remove((network.Key, Family(network.Protocol)));
                break;
            case StackSamplingStarted:
                disturbed = true;
                break;
            case StackSamplingEnded:
                disturbed = false;
                break;
        }

        return null;
    }

    /// <summary>A look that was made from stacks instead of thread states.</summary>
    public Instant InferredInstant(Timestamp at, IReadOnlyList<ThreadMoment> moments) =>
        new(at, moments, [], Processor: null, inFlight.Count, TimerPending: false, surveyed.QueueLength(at), Disturbed: false)
        {
            Serves = survey.Serves,
            Requests = requests.Count,
        };

    /// <summary>A start says "https", the matching end only "http".</summary>
    public static string Family(string protocol) => protocol == "https" ? "http" : protocol;

    private Instant OfSweep(ThreadSweep sweep)
    {
        foreach (var snapshot in sweep.Changed)
        {
            if (snapshot.Exited)
            {
                threads.Remove(snapshot.Thread);
                locks.Forget(snapshot.Thread);
                compilations.Forget(snapshot.Thread);
            }
            else
            {
                threads[snapshot.Thread] = new Tracked(snapshot, sweep.At);
            }
        }

        spinning.Draw(threads.Where(t => t.Value.Snapshot.Call == SystemCallKind.Running && RoleOf(t.Key) == ThreadRole.PoolWorker).Select(t => t.Key));
        var moments = new List<ThreadMoment>();
        var timerPending = false;
        var peersTalk = PeersTalk(sweep.At);
        childLives = around is { Children: > 0 } || surveyed.ChildLives(sweep.At);
        var isTimeLimit = surveyed.IsTimeLimit(sweep.At);
        foreach (var tracked in threads.Values)
        {
            var role = RoleOf(tracked.Snapshot.Thread);
            timerPending |= role == ThreadRole.Timer && RunsDown(tracked, sweep.At) && !IsForNobody(sweep.At - tracked.Since, peersTalk, isTimeLimit);
            if (Moment(tracked, role, sweep.At) is { } moment)
            {
                moments.Add(moment);
            }
        }

        return new Instant(sweep.At, moments, sweep.Changed, TakeProcessor(), inFlight.Count + (surveyed.PeerAwaited(sweep.At) ? 1 : 0), timerPending, surveyed.QueueLength(sweep.At), disturbed)
        {
            Serves = survey.Serves,
            Requests = requests.Count,
            ChildLives = childLives,
            PeersTalk = peersTalk,
            LocalPeersTalk = LocalPeersTalk(sweep.At),
            MayHavePeers = around is not { HasPeers: false },
            LocalAwaited = surveyed.LocalAwaited(sweep.At),
        };
    }

    /// <summary>The process's total belongs to the sweep that follows it.</summary>
    private Duration? TakeProcessor()
    {
        var taken = processor;
        processor = null;
        return taken;
    }

    /// <summary>
    /// Whether a pending timer is one that nobody awaits. One that does not fire for long beside a child is a time limit. A server always has a timer running down: its heartbeat, once a second, or a
    /// timeout, and so have the clients of caches and databases that it keeps. Where requests are under way that wait for something, or
    /// bytes come and go, the timer is what is waited for only if it fires more often, or if the probe says that no peer is awaited.
    /// </summary>
    private bool IsForNobody(Duration sinceItFired, bool peersTalk, bool isTimeLimit)
    {
        if (childLives && isTimeLimit)
        {
            return true;
        }

        var heartbeat = survey is { Serves: true, Peers.HasProbe: false } || (around is { Listeners: > 0 } && (requests.Count == 0 || !around.HasPeers)) || peersTalk;
        return heartbeat && sinceItFired > FiresOften;
    }

    /// <summary>Where calls are hidden, whether the wait has a limit is hidden too: a timer that fired a moment ago is most likely set again.</summary>
    private static bool RunsDown(in Tracked timer, Timestamp now) => timer.Snapshot.Call == SystemCallKind.Hidden
        ? now - timer.Since < FiredLately
        : timer.Snapshot is { Call: SystemCallKind.Futex, Timed: true };

    /// <summary>
    /// Whether the process hears of peers at connections that it opened, or has asked them and hears nothing. Where the runtime's events
    /// or the probe tell of what is awaited, these are believed instead; but the events do not tell of an answer that is read as it comes.
    /// </summary>
    private bool PeersTalk(Timestamp now)
    {
        // A server without requests is idle, whatever it has said to whom.
        var asked = surveyed.AnswerOutstanding(now);
        if (around is { Listeners: 0 } && (asked || (around.Peers > 0 && surveyed.AnswerStreams(now))))
        {
            return true;
        }

        if (around is not { Peers: > 0 } || survey.Peers.HasProbe || survey.Peers.KnowsRequestsMade)
        {
            return false;
        }

        return SocketsMoved(now);
    }

    /// <summary>The same of the local sockets that it opened, where there are no other connections, and no clients who would be heard of as well.</summary>
    private bool LocalPeersTalk(Timestamp now) =>
        around is { Peers: 0, Listeners: 0, LocalPeers: > 0 } && !survey.Peers.HasProbe && !survey.Peers.KnowsRequestsMade && SocketsMoved(now);

    /// <summary>Whether the thread that serves the asynchronous sockets has moved lately.</summary>
    private bool SocketsMoved(Timestamp now)
    {
        foreach (var tracked in threads.Values)
        {
            if (now - tracked.Since < HeardOf && names.GetValueOrDefault(tracked.Snapshot.Thread) == StreamedSurvey.SocketEngine)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Null for a service thread that waits to be asked, and for the threads that serve us.</summary>
    private ThreadMoment? Moment(in Tracked tracked, ThreadRole role, Timestamp now)
    {
        var (snapshot, since) = tracked;
        var fresh = since == now;
        if (role == ThreadRole.Observer)
        {
            return null;
        }

        if (snapshot.Call == SystemCallKind.Running)
        {
            var running = inGcPause || role == ThreadRole.Gc ? ThreadState.Gc
                : role == ThreadRole.TieredCompilation || compilations.Goes(snapshot.Thread, now) ? ThreadState.Jit
                : ThreadState.CpuUser;
            return new ThreadMoment(snapshot.Thread, role, running, BearingOfRunning(snapshot.Thread, role), ResourceId.None, 0, StackId.None, fresh);
        }

        var (state, activity) = Blocked(snapshot, role, now, now - since);
        return activity == Activity.Idle && role.IsService()
            ? null
            : new ThreadMoment(snapshot.Thread, role, state, activity, snapshot.Resource, snapshot.StackPointer, StackId.None, fresh)
            {
                Holder = activity == Activity.Contended ? locks.HolderFor(snapshot.Thread) : null,
            };
    }

    private Activity BearingOfRunning(ThreadId thread, ThreadRole role) => role switch
    {
        ThreadRole.TieredCompilation => Activity.Background,
        ThreadRole.Gc => inGcPause ? Activity.Active : Activity.Background,
        ThreadRole.PoolWorker when !inGcPause && spinning.Contains(thread) => Activity.Idle,
        _ => Activity.Active,
    };

    private (ThreadState State, Activity Activity) Blocked(in ThreadSnapshot snapshot, ThreadRole role, Timestamp now, Duration unbroken)
    {
        if (snapshot.Call is SystemCallKind.Futex && locks.Waits(snapshot.Thread))
        {
            return (ThreadState.Lock, Activity.Contended);
        }

        if (snapshot.Call is SystemCallKind.Futex && inGcPause)
        {
            // Held up by the collection, which has its own threads to show for it.
            return (ThreadState.Idle, Activity.Idle);
        }

        var measured = snapshot.Call == SystemCallKind.Hidden && !role.IsService() ? hidden.At(snapshot.Thread, now) : null;
        if (measured is { } call and not ThreadState.Unknown)
        {
            return (call, BlockedState.BearingOf(call));
        }

        var kind = resources.TryGetValue(snapshot.Resource, out var resource) ? resource.Kind : (ResourceKind?)null;
        if (resource.Name?.Contains(DebuggerPipe, StringComparison.Ordinal) == true)
        {
            return (ThreadState.Idle, Activity.Idle);
        }

        var stack = survey.AtDepth(snapshot.Thread, snapshot.StackPointer);
        var found = stack != StackId.None ? survey.ClassOf(stack) : survey.UsualWait(snapshot.Thread);
        // In no call that moves data: as in a futex, a stack that says otherwise is that of another moment.
        var (state, activity) = BlockedState.Of(measured is null ? snapshot.Call : SystemCallKind.Futex, snapshot.Timed, kind, role, found);
        if (state == ThreadState.Network && HostAndPort.IsLocal(resource.Name))
        {
            state = ThreadState.Pipe;
        }

        return state == ThreadState.Pipe && snapshot.Call is SystemCallKind.Read or SystemCallKind.Hidden && unbroken > UnansweredIsIdle && !AwaitsChild(role, resource.Name)
            ? (ThreadState.Idle, Activity.Idle)
            : (state, activity);
    }

    /// <summary>
    /// Whether the program itself reads what a child writes, however long that says nothing. Other threads may only listen to a helper, and
    /// who reads the standard input waits for whoever started the program.
    /// </summary>
    private bool AwaitsChild(ThreadRole role, string? pipe) =>
        childLives && role == ThreadRole.Main && pipe?.EndsWith(ResourceSeen.StandardInput, StringComparison.Ordinal) == false;

    private readonly record struct Tracked(ThreadSnapshot Snapshot, Timestamp Since);
}
