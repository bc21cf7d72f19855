using System.Collections.Immutable;

using IoTrace.Analysis.Observations;
using IoTrace.Analysis.Waits;

namespace IoTrace.Analysis.Attribution;

/// <summary>
/// The first reading of a recording: which stacks each thread was seen with, and which stack a thread has when it is blocked at a
/// certain depth. The bursts of stacks cover a part of the time only; what they teach is applied to all of it.
/// </summary>
public sealed class StackSurvey
{
    /// <summary>A sample that lies this far behind the last sweep tells nothing of what the sweep saw. Chosen: a burst of stacks is as long.</summary>
    private static readonly Duration Freshness = Duration.FromMilliseconds(60);

    /// <summary>Past this many threads and depths no new ones are learnt; the kinds of waiting still are.</summary>
    private const int MostDepths = 50_000;

    private readonly Func<StackId, ImmutableArray<string>> frames;
    private readonly CountedPart window;
    private readonly Dictionary<StackId, StackClass> classes = [];
    private readonly Dictionary<StackId, (bool Named, bool Natively)> computing = [];
    private readonly Dictionary<ThreadId, Dictionary<StackId, int>> byThread = [];
    private readonly Dictionary<(ThreadId Thread, ulong StackPointer), Dictionary<StackId, int>> byDepth = [];
    private readonly Dictionary<ThreadId, ThreadSnapshot> current = [];
    private readonly RunningStacks running = new();
    private readonly HashSet<ThreadId> contended = [];
    private readonly HashSet<ThreadId> ofRuntime = [];
    private readonly SpinSurvey spins = new();
    private readonly List<StackSample> pending = [];
    private readonly List<(Timestamp At, long Length)> poolQueue = [];
    private readonly Dictionary<ThreadId, Dictionary<StackClass, int>> waits = [];
    private Dictionary<ThreadId, HashSet<StackId>>? withDepth;
    private bool fromBirth;
    private Timestamp? firstSweep;
    private Timestamp lastSweep = new(long.MinValue / 2);

    private StackSurvey(RecordingFacts facts, Func<StackId, ImmutableArray<string>> frames)
    {
        this.frames = frames;
        window = new CountedPart(facts);
        Natures = new CallNatures(facts.MemoryCost ?? MemoryCost.Typical, Calls);
        Work = new QueuedWork(frames);
        Slow = new SlowOperations(Work);
        Waits = new WaitSources(thread => !ofRuntime.Contains(thread) && IsManaged(thread) == false);
    }

    /// <summary>What the probe measured of each thread's calls.</summary>
    internal CallTimes Calls { get; } = new();

    /// <summary>What the calls are that the probe counted.</summary>
    internal CallNatures Natures { get; }

    /// <summary>Which code the pool's work was queued by.</summary>
    internal QueuedWork Work { get; }

    /// <summary>The code of the operations that took long.</summary>
    internal SlowOperations Slow { get; }

    /// <summary>Lengths of the pool's queue as the counters gave them, each for the span of time before it.</summary>
    public IReadOnlyList<(Timestamp At, long Length)> PoolQueue => poolQueue;

    /// <summary>What the process waits for without a thread.</summary>
    internal WaitSources Waits { get; }

    /// <summary>Whether any stacks were taken.</summary>
    public bool HasStacks => byThread.Count > 0;

    /// <summary>Whether the recording has thread states.</summary>
    public bool HasSweeps { get; private set; }

    /// <summary>Whether the process was seen from its beginning.</summary>
    public bool FromBirth => fromBirth && HasSweeps;

    /// <summary>
    /// Whether idling can be told from awaiting an answer without a thread: the system or the runtime's network events tell. In a recording
    /// of stacks alone both look the same.
    /// </summary>
    public bool TellsIdling => HasSweeps || Waits.Facts.KnowsRequestsMade || Waits.Facts.Serves;

    /// <summary>Reads the whole recording.</summary>
    public static StackSurvey Of(IRecordingSource source)
    {
        var survey = new StackSurvey(source.Facts, source.Frames);
        foreach (var observation in source.Read())
        {
            survey.Take(observation);
        }

        survey.Waits.EndLearning(survey.fromBirth, survey.firstSweep is { } first ? (first, survey.lastSweep) : null);
        return survey;
    }

    /// <summary>
    /// Whether a sample without a waiting frame shows a thread that computes. One in native code does where a frame tells that it is there
    /// to compute; else it may as well wait: the compiler leaves out the frames of system calls that it puts into their callers.
    /// A recording that was cut off before the runtime told the names of methods shows nothing.
    /// </summary>
    public bool Computes(StackSample sample)
    {
        if (!computing.TryGetValue(sample.Stack, out var found))
        {
            var names = frames(sample.Stack);
            found = (names.Any(f => f is not ("" or "?")), StackClassifier.ComputesNatively(names));
            computing.Add(sample.Stack, found);
        }

        return found.Named && (sample.Managed || found.Natively);
    }

    /// <summary>The class of a stack.</summary>
    public StackClass ClassOf(StackId stack)
    {
        if (!classes.TryGetValue(stack, out var found))
        {
            found = StackClassifier.Classify(frames(stack));
            classes.Add(stack, found);
        }

        return found;
    }

    /// <summary>The stack that a thread has when blocked at this depth; none when that was never seen.</summary>
    public StackId AtDepth(ThreadId thread, ulong stackPointer) =>
        byDepth.TryGetValue((thread, stackPointer), out var seen) ? seen.MaxBy(s => s.Value).Key : StackId.None;

    /// <summary>The stacks of a thread whose depth is known: blocked at another depth, it has another stack.</summary>
    public IReadOnlySet<StackId> StacksWithDepth(ThreadId thread)
    {
        withDepth ??= byDepth.GroupBy(d => d.Key.Thread).ToDictionary(g => g.Key, g => g.Select(d => d.Value.MaxBy(s => s.Value).Key).ToHashSet());
        return withDepth.TryGetValue(thread, out var found) ? found : ImmutableHashSet<StackId>.Empty;
    }

    /// <summary>All stacks a thread was seen with, and how often.</summary>
    public IReadOnlyDictionary<StackId, int> StacksOf(ThreadId thread) =>
        byThread.TryGetValue(thread, out var seen) ? seen : ImmutableDictionary<StackId, int>.Empty;

    /// <summary>How much of the time in which a pool worker is found running it spins for work; 0 to 1.</summary>
    public double SpinShare(ThreadId thread) => running.SpinShare(thread);

    /// <summary>The same of the time in which it runs outside of all I/O calls; null where no worker was seen.</summary>
    public double? SpinShareOutsideOfCalls(ThreadId thread) => running.SpinShareOutsideOfCalls(thread);

    /// <summary>How often no worker works at all while one is found running; 0 to 1. Workers that take turns never spin all at once.</summary>
    public double SpinTogetherShare => spins.TogetherShare;

    /// <summary>Whether a thread was seen with a managed stack; null where no stacks were taken at all.</summary>
    public bool? IsManaged(ThreadId thread) => HasStacks ? byThread.ContainsKey(thread) : null;

    /// <summary>Whether the runtime tells when the thread waits for a lock.</summary>
    public bool TellsLocks(ThreadId thread) => contended.Contains(thread);

    /// <summary>The kinds of waiting that a thread was seen in, and how often.</summary>
    public IReadOnlyDictionary<StackClass, int> WaitsOf(ThreadId thread)
    {
        if (!waits.TryGetValue(thread, out var found))
        {
            found = StacksOf(thread).GroupBy(s => ClassOf(s.Key), s => s.Value).Where(g => g.Key != StackClass.Compute).ToDictionary(g => g.Key, g => g.Sum());
            waits.Add(thread, found);
        }

        return found;
    }

    /// <summary>The kind of waiting that a thread was seen in most; null when it was never seen waiting.</summary>
    public StackClass? UsualWait(ThreadId thread) => WaitsOf(thread) is { Count: > 0 } seen ? seen.MaxBy(w => w.Value).Key : null;

    private void Take(Observation observation)
    {
        Waits.Learn(observation);
        switch (observation)
        {
            case StackSample sample:
                Count(byThread, sample.Thread, sample.Stack);
                spins.Take(sample, ClassOf(sample.Stack), current.TryGetValue(sample.Thread, out var latest) && latest.Call == SystemCallKind.Running);
                Work.Take(sample);
                if (sample.At - lastSweep < Freshness)
                {
                    pending.Add(sample);
                }

                break;
            case ThreadSweep sweep:
                Join(sweep);
                break;
            case ThreadNamed named:
                spins.Take(named);
                _ = named.Name.StartsWith(".NET ", StringComparison.Ordinal) && ofRuntime.Add(named.Thread);
                break;
            case ContentionStarted contention:
                contended.Add(contention.Thread);
                break;
            case WorkQueued queued:
                Work.Take(queued);
                break;
            case WorkTaken taken:
                Work.Take(taken);
                break;
            case OperationTimed slow:
                Slow.Take(slow);
                break;
            case OperationsCounted counted:
                Natures.Take(counted, window.Of(counted));
                break;
            case CallsTimed calls:
                Calls.Take(calls, current);
                break;
            case StackSamplingEnded:
                Work.EndBurst();
                break;
            case PoolQueueSampled queue:
                poolQueue.Add((queue.At, queue.Length));
                break;
        }
    }

    /// <summary>
    /// A thread that is not among the changed ones was blocked at the same depth in the sweep before, in this one, and at every
    /// sample between them: that sample's stack is the stack of that depth.
    /// </summary>
    private void Join(ThreadSweep sweep)
    {
        var changed = sweep.Changed.Select(s => s.Thread).ToHashSet();
        var stillRunning = sweep.Changed.Where(s => s is { Call: SystemCallKind.Running, Exited: false }).Select(s => s.Thread).ToHashSet();
        spins.Take(stillRunning);
        foreach (var sample in pending)
        {
            if (!current.TryGetValue(sample.Thread, out var snapshot))
            {
                continue;
            }

            if (snapshot.Call == SystemCallKind.Running)
            {
                // Blocked by now, it may have been so at the sample already: what seems to spin has gone to sleep.
                if (!stillRunning.Contains(sample.Thread))
                {
                    continue;
                }

                running.Take(sample.Thread, ClassOf(sample.Stack));
            }
            else if (!changed.Contains(sample.Thread) && snapshot.StackPointer != 0 && byDepth.Count < MostDepths)
            {
                Count(byDepth, (sample.Thread, snapshot.StackPointer), sample.Stack);
            }
        }

        pending.Clear();
        // A process that was there before us has used processor time.
        fromBirth = HasSweeps ? fromBirth : sweep.Changed.All(s => s.OnCpu == Duration.Zero);
        HasSweeps = true;
        foreach (var snapshot in sweep.Changed)
        {
            if (snapshot.Exited)
            {
                current.Remove(snapshot.Thread);
            }
            else
            {
                current[snapshot.Thread] = snapshot;
            }
        }

        foreach (var thread in Work.Workers)
        {
            if (current.TryGetValue(thread, out var snapshot))
            {
                Work.Take(snapshot);
            }
        }

        firstSweep ??= sweep.At;
        lastSweep = sweep.At;
    }

    private static void Count<TKey>(Dictionary<TKey, Dictionary<StackId, int>> counts, TKey key, StackId stack)
        where TKey : notnull
    {
        if (!counts.TryGetValue(key, out var stacks))
        {
            counts.Add(key, stacks = []);
        }

        stacks[stack] = stacks.GetValueOrDefault(stack) + 1;
    }
}
