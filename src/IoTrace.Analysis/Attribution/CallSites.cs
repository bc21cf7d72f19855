using System.Collections.Immutable;

using IoTrace.Analysis.Observations;
using IoTrace.Analysis.Results;
using IoTrace.Analysis.Tallies;
using IoTrace.Analysis.Timeline;

namespace IoTrace.Analysis.Attribution;

/// <summary>
/// Divides each thread's time among the stacks it was seen with. The times are those of the budget; the stacks come from the
/// bursts, so the division is an estimate.
/// </summary>
/// <remarks>
/// A stack tells the call a thread is in, but not whether it is blocked there or works for it in the kernel. The call's time is
/// its share of the thread's samples; what the budget does not have as blocked in it is processor time spent in the call.
/// </remarks>
internal sealed class CallSites
{
    /// <summary>
    /// A call's work is done in the kernel; its way there and back, in user mode, is at most about half as much again. Bounds what
    /// the samples make of it: they come late in calls that return often.
    /// </summary>
    private const double CallOverhead = 1.5;

    private readonly StackSurvey survey;
    private readonly Dictionary<(ThreadState State, SiteStack Site), SiteTime> stacks = [];
    private readonly Dictionary<(ResourceId Resource, SiteStack Site), SiteTime> resources = [];
    private readonly Dictionary<StackId, double> blockedWorkers = [];
    private StateTimes onPath;
    private double cpuOnPath;

    private CallSites(StackSurvey survey)
    {
        this.survey = survey;
        onPath = new StateTimes();
    }

    /// <summary>
    /// The share of the program's processor time on the way to its end that is spent inside I/O calls, by the state that such a call is
    /// blocked in. Work that nobody waits for is in neither part.
    /// </summary>
    public StateTimes ShareInCalls => cpuOnPath > 0 ? onPath.Scaled(1 / cpuOnPath) : new StateTimes();

    /// <param name="stacksOf">The stacks that a thread was seen with in the time that <paramref name="budget"/> covers.</param>
    public static CallSites Of(
        BudgetTally budget, StackSurvey survey, Func<ThreadId, IReadOnlyDictionary<StackId, int>> stacksOf, Func<StackId, ImmutableArray<string>> frames)
    {
        var sites = new CallSites(survey);
        var workers = budget.Threads.Where(t => t.Value.Role == ThreadRole.PoolWorker).Select(t => t.Key).ToHashSet();
        var shared = Merge(workers.Select(stacksOf));
        foreach (var (thread, total) in budget.Threads)
        {
            if (total.Role != ThreadRole.Observer)
            {
                var own = stacksOf(thread);
                // Pool workers do each other's work: one without stacks of its own has been doing what the others do.
                sites.AddThread(thread, total, budget, own.Count > 0 || !workers.Contains(thread) ? own : shared);
            }
        }

        return sites;
    }

    /// <summary>The longest, with whole stacks, outermost frame first.</summary>
    public ImmutableArray<CallSite> Stacks(int most) =>
    [
        .. stacks.OrderByDescending(s => s.Value.Seconds).Take(most)
            .Select(s => new CallSite(s.Key.State, s.Value.Seconds, survey.Work.Frames(s.Key.Site)) { OnPath = s.Value.OnPath }),
    ];

    /// <summary>The longest, folded to the user's frames, innermost first.</summary>
    public ImmutableArray<CallSite> Folded(int most) => Fold(stacks.Select(s => (s.Key.State, s.Key.Site, s.Value)), most);

    /// <summary>The code that blocks workers of the pool until something of this process happens, folded, longest first.</summary>
    public ImmutableArray<CallSite> OfBlockedWorkers(int most) =>
        Fold(blockedWorkers.Select(b => (ThreadState.PoolQueue, new SiteStack(b.Key, StackId.None), new SiteTime(b.Value, b.Value))), most);

    /// <summary>The code that waited for a resource, folded, longest first.</summary>
    public ImmutableArray<CallSite> OfResource(ResourceId resource, ThreadState state, int most) =>
        Fold(resources.Where(r => r.Key.Resource == resource).Select(r => (state, r.Key.Site, r.Value)), most);

    private ImmutableArray<CallSite> Fold(IEnumerable<(ThreadState State, SiteStack Site, SiteTime Time)> rows, int most) =>
    [
        .. rows.Select(r => (r.State, Frames: UserCode.Fold(survey.Work.Frames(r.Site)), r.Time))
            .Where(r => !r.Frames.IsEmpty)
            .GroupBy(r => (r.State, Key: string.Join('\n', r.Frames)))
            .Select(g => new CallSite(g.Key.State, g.Sum(r => r.Time.Seconds), g.First().Frames) { OnPath = g.Sum(r => r.Time.OnPath) })
            .OrderByDescending(s => s.Seconds)
            .Take(most),
    ];

    private void AddThread(ThreadId thread, ThreadTotal total, BudgetTally budget, IReadOnlyDictionary<StackId, int> seen)
    {
        var blocked = budget.BlockedTime.Where(b => b.Key.Thread == thread).ToList();
        foreach (var (key, time) in blocked)
        {
            AddBlocked(thread, total.Role, key.In, time, seen);
        }

        // No call is made while a worker spins for work, and nobody gets on through it.
        var working = total.Role == ThreadRole.PoolWorker ? 1 - survey.SpinShare(thread) : 1;
        AddRunning(total, working > total.ShareOnPath ? total.ShareOnPath / working : 1, seen);
    }

    private void AddBlocked(ThreadId thread, ThreadRole role, BlockedIn blocked, in Blocked time, IReadOnlyDictionary<StackId, int> seen)
    {
        if (blocked.State == ThreadState.Idle)
        {
            return;
        }

        var direct = blocked.Stack != StackId.None ? blocked.Stack : survey.AtDepth(thread, blocked.StackPointer);
        if (direct != StackId.None)
        {
            Add(blocked.State, blocked.Resource, direct, new SiteTime(time.Seconds, time.OnPath));
            AddWorker(direct, time.Seconds);
            return;
        }

        var fitting = seen.Where(s => StateOfClass.Fits(blocked.State, survey.ClassOf(s.Key))).ToList();
        if (blocked.StackPointer != 0 && survey.StacksWithDepth(thread) is { Count: > 0 } elsewhere
            && fitting.Where(s => !elsewhere.Contains(s.Key)).ToList() is { Count: > 0 } left)
        {
            // A wait that is too short for its depth to be learnt; those whose depth is known are not meant.
            fitting = left;
        }

        var samples = fitting.Sum(s => s.Value);
        foreach (var (stack, count) in fitting)
        {
            Add(blocked.State, blocked.Resource, stack, new SiteTime(time.Seconds, time.OnPath).Times((double)count / samples));
            AddWorker(stack, time.Seconds * count / samples);
        }

        void AddWorker(StackId stack, double seconds)
        {
            if (role == ThreadRole.PoolWorker && blocked.State is (ThreadState.Lock or ThreadState.Sleep))
            {
                blockedWorkers[stack] = blockedWorkers.GetValueOrDefault(stack) + seconds;
            }
        }
    }

    /// <param name="workOnPath">The share of its work through which the process got on.</param>
    private void AddRunning(ThreadTotal total, double workOnPath, IReadOnlyDictionary<StackId, int> seen)
    {
        var seconds = total.Seconds;
        cpuOnPath += total.ShareOnPath * seconds.Sum(ThreadState.CpuUser, ThreadState.CpuKernel);
        var samples = seen.Sum(s => s.Value);
        if (samples == 0)
        {
            return;
        }

        // What the samples of each I/O class stand for, less what the budget has as blocked in it, is work inside the call.
        var present = seconds.Total;
        var cpu = seconds[ThreadState.CpuUser] + seconds[ThreadState.CpuKernel];
        var durable = seconds[ThreadState.FileSync] > seconds[ThreadState.FileWrite] && !seen.Keys.Any(s => survey.ClassOf(s) == StackClass.FileSync);
        ThreadState? StateOf(StackId stack) => StateOfClass.IoState(survey.ClassOf(stack)) switch
        {
            // Writes through a write-through descriptor: the kernel's view says sync, the stack says write.
            ThreadState.FileWrite when durable => ThreadState.FileSync,
            var state => state,
        };
        var calls = seen.Where(s => StateOf(s.Key) is not null)
            .GroupBy(s => StateOf(s.Key)!.Value)
            .Select(g => (State: g.Key, Stacks: g.ToList(), Samples: g.Sum(s => s.Value)))
            .Select(g => (g.State, g.Stacks, g.Samples, Work: Math.Max(0, (present * g.Samples / samples) - seconds[g.State])))
            .ToList();
        var most = Math.Min(cpu, CallOverhead * seconds[ThreadState.CpuKernel]);
        var scale = Math.Min(1, most / Math.Max(calls.Sum(c => c.Work), 1e-12));
        var kernelLeft = seconds[ThreadState.CpuKernel];
        foreach (var (state, callStacks, count, work) in calls)
        {
            onPath[state] += work * scale * workOnPath;
            var kernel = Math.Min(kernelLeft, work * scale);
            kernelLeft -= kernel;
            foreach (var (stack, n) in callStacks)
            {
                Add(ThreadState.CpuKernel, ResourceId.None, stack, Ran(kernel * n / count));
                Add(ThreadState.CpuUser, ResourceId.None, stack, Ran(((work * scale) - kernel) * n / count));
            }
        }

        var computing = seen.Where(s => survey.ClassOf(s.Key) == StackClass.Compute).ToList();
        var computeSamples = Math.Max(1, computing.Sum(s => s.Value));
        var user = Math.Max(0, cpu - calls.Sum(c => c.Work * scale) - kernelLeft);
        foreach (var (stack, n) in computing)
        {
            Add(ThreadState.CpuUser, ResourceId.None, stack, Ran(user * n / computeSamples));
            Add(ThreadState.CpuKernel, ResourceId.None, stack, Ran(kernelLeft * n / computeSamples));
            Add(ThreadState.Gc, ResourceId.None, stack, Ran(seconds[ThreadState.Gc] * n / computeSamples));
            Add(ThreadState.Jit, ResourceId.None, stack, Ran(seconds[ThreadState.Jit] * n / computeSamples));
        }

        // A thread is on the run queue after each wait, and wherever it is preempted: in calls as well as between them.
        var queueing = computing.Concat(calls.SelectMany(c => c.Stacks)).ToList();
        var queueSamples = Math.Max(1, queueing.Sum(s => s.Value));
        foreach (var (stack, n) in queueing)
        {
            Add(ThreadState.Runnable, ResourceId.None, stack, Ran(seconds[ThreadState.Runnable] * n / queueSamples));
        }

        SiteTime Ran(double time) => new(time, time * workOnPath);
    }

    private void Add(ThreadState state, ResourceId resource, StackId stack, SiteTime time)
    {
        if (time.Seconds <= 0)
        {
            return;
        }

        foreach (var (site, share) in survey.Work.Sites(stack, resource))
        {
            stacks[(state, site)] = stacks.GetValueOrDefault((state, site)) + time.Times(share);
            if (resource != ResourceId.None)
            {
                resources[(resource, site)] = resources.GetValueOrDefault((resource, site)) + time.Times(share);
            }
        }
    }

    private static Dictionary<StackId, int> Merge(IEnumerable<IReadOnlyDictionary<StackId, int>> many)
    {
        var merged = new Dictionary<StackId, int>();
        foreach (var (stack, count) in many.SelectMany(m => m))
        {
            merged[stack] = merged.GetValueOrDefault(stack) + count;
        }

        return merged;
    }

    /// <summary>Thread-seconds at one place in the code, and those of them that are on the critical path.</summary>
    private readonly record struct SiteTime(double Seconds, double OnPath)
    {
        public SiteTime Times(double share) => new(Seconds * share, OnPath * share);

        public static SiteTime operator +(SiteTime a, SiteTime b) => new(a.Seconds + b.Seconds, a.OnPath + b.OnPath);
    }
}
