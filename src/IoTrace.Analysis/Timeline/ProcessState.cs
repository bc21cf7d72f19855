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
    /// <summary>
    /// A read of a pipe or terminal that has gone unanswered for this long waits for a person or for nobody: that is idling, as a
    /// prompt does, not a bottleneck.
    /// </summary>
    private static readonly Duration UnansweredIsIdle = Duration.FromSeconds(1);

    /// <summary>Timers that requests wait for fire more often than this; the others are timeouts and heartbeats.</summary>
    private static readonly Duration FiresOften = Duration.FromMilliseconds(200);

    /// <summary>Peers that have not been heard of for this long may as well be silent for good.</summary>
    private static readonly Duration HeardOf = Duration.FromMilliseconds(250);

    /// <summary>The thread that waits for events on all asynchronous sockets (epoll).</summary>
    private const string SocketEngine = ".NET Sockets";

    /// <summary>A compilation without an end for this long has lost its end event, or has failed.</summary>
    private static readonly Duration LongestCompilation = Duration.FromSeconds(1);

    private readonly Dictionary<ThreadId, Tracked> threads = [];
    private readonly Dictionary<ThreadId, string> names = [];
    private readonly Dictionary<ResourceId, (ResourceKind Kind, string Name)> resources = [];
    private readonly LockHolders locks = new();
    private readonly Dictionary<ThreadId, (int Depth, Timestamp Since)> compiling = [];
    private readonly HashSet<(Guid Key, string Protocol)> inFlight = [];
    private readonly RequestsInFlight requests = new();
    private readonly AwaitedSpans peersAwaited = new(survey.NetworkAwaited);
    private readonly AwaitedSpans localAwaited = new(survey.LocalAwaited);

    private readonly HashSet<ThreadId> spinning = [];

    // Seeded: the same observations always give the same looks.
    private readonly Random chance = new(20_1206);
    private SurroundingsSeen? around;
    private Duration? processor;
    private int queueIndex;
    private int childrenIndex;
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
                compiling[jit.Thread] = (compiling.GetValueOrDefault(jit.Thread).Depth + 1, jit.At);
                break;
            case JitEnded jit:
                EndCompilation(jit.Thread);
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
    public Instant InferredInstant(Timestamp at, IReadOnlyList<ThreadMoment> moments)
    {
        var pausing = inGcPause
            ? [.. moments.Select(m => m.Running ? m with { State = ThreadState.Gc } : m)]
            : moments;
        return new Instant(at, pausing, [], Processor: null, inFlight.Count, TimerPending: false, QueueLength(at), Disturbed: false)
        {
            Serves = survey.Serves,
            Requests = requests.Count,
        };
    }

    /// <summary>A start says "https", the matching end only "http".</summary>
    public static string Family(string protocol) => protocol == "https" ? "http" : protocol;

    private bool IsCompiling(ThreadId thread, Timestamp now)
    {
        if (compiling.TryGetValue(thread, out var compilation) && now - compilation.Since > LongestCompilation)
        {
            compiling.Remove(thread);
            return false;
        }

        return compilation.Depth > 0;
    }

    private void EndCompilation(ThreadId thread)
    {
        if (compiling.TryGetValue(thread, out var compilation) && compilation.Depth > 1)
        {
            compiling[thread] = compilation with { Depth = compilation.Depth - 1 };
        }
        else
        {
            compiling.Remove(thread);
        }
    }

    private Instant OfSweep(ThreadSweep sweep)
    {
        foreach (var snapshot in sweep.Changed)
        {
            if (snapshot.Exited)
            {
                threads.Remove(snapshot.Thread);
                locks.Forget(snapshot.Thread);
                compiling.Remove(snapshot.Thread);
            }
            else
            {
                threads[snapshot.Thread] = new Tracked(snapshot, sweep.At);
            }
        }

        DrawSpinning();
        var moments = new List<ThreadMoment>();
        var timerPending = false;
        var peersTalk = PeersTalk(sweep.At);
        foreach (var tracked in threads.Values)
        {
            var role = RoleOf(tracked.Snapshot.Thread);
            timerPending |= role == ThreadRole.Timer && tracked.Snapshot is { Call: SystemCallKind.Futex, Timed: true }
                && !IsForNobody(sweep.At - tracked.Since, peersTalk);
            if (Moment(tracked, role, sweep.At) is { } moment)
            {
                moments.Add(moment);
            }
        }

        return new Instant(sweep.At, moments, sweep.Changed, TakeProcessor(), inFlight.Count + (peersAwaited.Cover(sweep.At) ? 1 : 0), timerPending, QueueLength(sweep.At), disturbed)
        {
            Serves = survey.Serves,
            Requests = requests.Count,
            ChildLives = ChildLives(sweep.At),
            PeersTalk = peersTalk,
            LocalAwaited = localAwaited.Cover(sweep.At),
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
    /// Whether a pending timer is one that nobody awaits. A server always has a timer running down: its heartbeat, once a second, or a
    /// timeout. Where requests are under way that wait for something, or bytes come and go, the timer is what is waited for only if it
    /// fires more often, or if the probe says that no peer is awaited.
    /// </summary>
    private bool IsForNobody(Duration sinceItFired, bool peersTalk) => sinceItFired > FiresOften
        && (survey is { Serves: true, HasProbe: false } || around is { Listeners: > 0, Peers: 0 } || peersTalk);

    /// <summary>
    /// Whether the process hears of peers at connections that it opened. Where the runtime's events or the probe tell of what is awaited,
    /// these are believed instead.
    /// </summary>
    private bool PeersTalk(Timestamp now)
    {
        if (around is not { Peers: > 0 } || survey.HasProbe || survey.KnowsRequestsMade)
        {
            return false;
        }

        foreach (var tracked in threads.Values)
        {
            if (now - tracked.Since < HeardOf && names.GetValueOrDefault(tracked.Snapshot.Thread) == SocketEngine)
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
                : role == ThreadRole.TieredCompilation || IsCompiling(snapshot.Thread, now) ? ThreadState.Jit
                : ThreadState.CpuUser;
            return new ThreadMoment(snapshot.Thread, role, running, BearingOfRunning(snapshot.Thread, role), ResourceId.None, 0, StackId.None, fresh);
        }

        var (state, activity) = Blocked(snapshot, role, now - since);
        return activity == Activity.Idle && role.IsService()
            ? null
            : new ThreadMoment(snapshot.Thread, role, state, activity, snapshot.Resource, snapshot.StackPointer, StackId.None, fresh)
            {
                Holder = activity == Activity.Contended ? locks.HolderFor(snapshot.Thread) : null,
            };
    }

    /// <summary>
    /// Which of the running workers spin at this look is not known, but how often each does, and how often all do: so they are drawn.
    /// </summary>
    private void DrawSpinning()
    {
        spinning.Clear();
        var (running, together, least, leastShare) = (0, 1.0, default(ThreadId), 2.0);
        foreach (var (thread, tracked) in threads)
        {
            if (tracked.Snapshot.Call != SystemCallKind.Running || RoleOf(thread) != ThreadRole.PoolWorker)
            {
                continue;
            }

            var share = survey.SpinShare(thread);
            running++;
            together *= share;
            (least, leastShare) = share < leastShare ? (thread, share) : (least, leastShare);
            if (share > chance.NextDouble())
            {
                spinning.Add(thread);
            }
        }

        if (running > 0 && spinning.Count == running && chance.NextDouble() * together > survey.SpinTogetherShare)
        {
            spinning.Remove(least);
        }
    }

    private Activity BearingOfRunning(ThreadId thread, ThreadRole role) => role switch
    {
        ThreadRole.TieredCompilation => Activity.Background,
        ThreadRole.Gc => inGcPause ? Activity.Active : Activity.Background,
        ThreadRole.PoolWorker when !inGcPause && spinning.Contains(thread) => Activity.Idle,
        _ => Activity.Active,
    };

    private (ThreadState State, Activity Activity) Blocked(in ThreadSnapshot snapshot, ThreadRole role, Duration unbroken)
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

        var kind = resources.TryGetValue(snapshot.Resource, out var resource) ? resource.Kind : (ResourceKind?)null;
        var stack = survey.AtDepth(snapshot.Thread, snapshot.StackPointer);
        var found = stack != StackId.None ? survey.ClassOf(stack) : survey.UsualWait(snapshot.Thread);
        var (state, activity) = BlockedState.Of(snapshot.Call, snapshot.Timed, kind, role, found);
        if (state == ThreadState.Network && HostAndPort.IsLocal(resource.Name))
        {
            state = ThreadState.Pipe;
        }

        return state == ThreadState.Pipe && snapshot.Call == SystemCallKind.Read && unbroken > UnansweredIsIdle
            ? (ThreadState.Idle, Activity.Idle)
            : (state, activity);
    }

    /// <summary>The counters tell the queue's length once a second, for the second before.</summary>
    private long QueueLength(Timestamp now)
    {
        var samples = survey.PoolQueue;
        while (queueIndex < samples.Count - 1 && samples[queueIndex].At < now)
        {
            queueIndex++;
        }

        return samples.Count == 0 ? 0 : samples[queueIndex].Length;
    }

    /// <summary>Whether a child was found at the look before or at the one after.</summary>
    private bool ChildLives(Timestamp now)
    {
        var looks = survey.ChildrenSeen;
        while (childrenIndex < looks.Count && looks[childrenIndex].At < now)
        {
            childrenIndex++;
        }

        return around is { Children: > 0 } || (childrenIndex < looks.Count && looks[childrenIndex].Any);
    }

    private readonly record struct Tracked(ThreadSnapshot Snapshot, Timestamp Since);
}
