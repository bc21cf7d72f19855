using System.Collections.Immutable;

using IoTrace.Analysis.Attribution;
using IoTrace.Analysis.Observations;
using IoTrace.Analysis.Waits;

namespace IoTrace.Analysis.Timeline;

/// <summary>
/// The process as it stands at the latest observation: every thread's last snapshot, who waits for which lock, whether a
/// collection holds all up. Turns each sweep into an <see cref="Instant"/>, with what is under way without a thread.
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

    private readonly Dictionary<ThreadId, Tracked> threads = [];
    private readonly Dictionary<ThreadId, string> names = [];
    private readonly Dictionary<ResourceId, (ResourceKind Kind, string Name)> resources = [];
    private readonly LockHolders locks = new();
    private readonly Compilations compilations = new();
    private readonly SpinningDraw spinning = new(survey);
    private readonly HiddenCalls hidden = new(survey);
    private Duration? processor;
    private bool inGcPause;
    private bool listens;
    private int queueIndex;

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
        locks.Take(observation);
        if (observation.LosesEnds)
        {
            // One lost end would keep a collection going for ever.
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
        }

        return null;
    }

    /// <summary>A look that was made from stacks instead of thread states.</summary>
    public Instant InferredInstant(Timestamp at, IReadOnlyList<ThreadMoment> moments) => new(at, moments, [], Processor: null, QueueLength(at), survey.Waits);

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
        var timers = ImmutableArray.CreateBuilder<TimerLook>();
        listens = false;
        foreach (var tracked in threads.Values)
        {
            var role = RoleOf(tracked.Snapshot.Thread);
            if (role == ThreadRole.Timer)
            {
                timers.Add(new TimerLook(tracked.Snapshot, sweep.At - tracked.Since));
            }

            if (Moment(tracked, role, sweep.At) is { } moment)
            {
                moments.Add(moment);
            }
        }

        return new Instant(sweep.At, moments, sweep.Changed, TakeProcessor(), QueueLength(sweep.At), survey.Waits)
        {
            Timers = timers.ToImmutable(),
            SinceSocketsMoved = SinceSocketsMoved(sweep.At),
            IsSweep = true,
            Listens = listens,
        };
    }

    /// <summary>The process's total belongs to the sweep that follows it.</summary>
    private Duration? TakeProcessor()
    {
        var taken = processor;
        processor = null;
        return taken;
    }

    /// <summary>The counters tell the queue's length once a second, for the second before. Asked with times that never go back.</summary>
    private long QueueLength(Timestamp now)
    {
        var samples = survey.PoolQueue;
        while (queueIndex < samples.Count - 1 && samples[queueIndex].At < now)
        {
            queueIndex++;
        }

        return samples.Count == 0 ? 0 : samples[queueIndex].Length;
    }

    /// <summary>How long the thread that serves the asynchronous sockets has not moved; null where there is none.</summary>
    private Duration? SinceSocketsMoved(Timestamp now)
    {
        Duration? shortest = null;
        foreach (var tracked in threads.Values)
        {
            if (names.GetValueOrDefault(tracked.Snapshot.Thread) == StreamedAnswerWait.SocketEngine && !(now - tracked.Since >= shortest))
            {
                shortest = now - tracked.Since;
            }
        }

        return shortest;
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

        var (state, activity) = Blocked(snapshot, role, since, now);
        return activity == Activity.Idle && role.IsService()
            ? null
            : new ThreadMoment(snapshot.Thread, role, state, activity, snapshot.Resource, snapshot.StackPointer, StackId.None, fresh)
            {
                Holder = activity == Activity.Contended ? locks.HolderFor(snapshot.Thread) : null,
                Uncounted = IsUncounted(snapshot, state),
            };
    }

    /// <summary>Whether a wait for a file is in no call that the probe counts: it never counted such calls on this file.</summary>
    private bool IsUncounted(in ThreadSnapshot snapshot, ThreadState state) => survey.Natures.Any && WaitStates.IsFile(state)
        && (snapshot.Call == SystemCallKind.PageFault || (resources.TryGetValue(snapshot.Resource, out var resource) && !survey.Natures.Counts(resource.Name, state)));

    private Activity BearingOfRunning(ThreadId thread, ThreadRole role) => role switch
    {
        ThreadRole.TieredCompilation => Activity.Background,
        ThreadRole.Gc => inGcPause ? Activity.Active : Activity.Background,
        ThreadRole.PoolWorker when !inGcPause && spinning.Contains(thread) => Activity.Idle,
        _ => Activity.Active,
    };

    private (ThreadState State, Activity Activity) Blocked(in ThreadSnapshot snapshot, ThreadRole role, Timestamp since, Timestamp now)
    {
        if (snapshot.Call is SystemCallKind.Futex or SystemCallKind.Hidden && locks.Waits(snapshot.Thread))
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
        var found = stack != StackId.None ? survey.ClassOf(stack)
            : snapshot.CallHidden ? hidden.WaitOf(snapshot, since)
            : survey.UsualWait(snapshot.Thread);
        var known = snapshot.Call switch
        {
            // In no call that moves data: as in a futex, a stack that says otherwise is that of another moment.
            _ when measured is not null => SystemCallKind.Futex,
            // The functions in which what was written is waited for are those in which names and inodes are written, too.
            SystemCallKind.Sync when snapshot.CallHidden && found == StackClass.FileMetadata => SystemCallKind.Metadata,
            var other => other,
        };
        var (state, activity) = BlockedState.Of(known, snapshot.Timed, kind, role, found);
        if (state == ThreadState.Network && HostAndPort.IsLocal(resource.Name))
        {
            state = ThreadState.Pipe;
        }

        if (state == ThreadState.Network && survey.Waits.Answers.ListensUnasked(snapshot.Thread, snapshot.Call == SystemCallKind.Receive ? resource.Name : null, now))
        {
            listens = true;
            return (ThreadState.Idle, Activity.Idle);
        }

        return state == ThreadState.Pipe && (snapshot.CallHidden || snapshot.Call == SystemCallKind.Read) && now - since > UnansweredIsIdle && !AwaitsChild(role, resource.Name, now)
            ? (ThreadState.Idle, Activity.Idle)
            : (state, activity);
    }

    /// <summary>
    /// Whether the program itself reads what a child writes, however long that says nothing. Other threads may only listen to a helper, and
    /// who reads the standard input waits for whoever started the program.
    /// </summary>
    private bool AwaitsChild(ThreadRole role, string? pipe, Timestamp now) =>
        survey.Waits.Facts.Around.ChildLives(now) && role == ThreadRole.Main && pipe?.EndsWith(ResourceSeen.StandardInput, StringComparison.Ordinal) == false;

    private readonly record struct Tracked(ThreadSnapshot Snapshot, Timestamp Since);
}
