using IoTrace.Analysis.Attribution;
using IoTrace.Analysis.Observations;
using IoTrace.Analysis.Results;

namespace IoTrace.Analysis.Timeline;

/// <summary>One thread's budget of one slice.</summary>
/// <remarks>
/// The kernel's clocks and the probe's counts are exact, and come first: they make the sums. Looks divide only what is left of the time
/// off the CPU, among what they found the thread blocked in that nobody counts. Where calls that wait for files are not counted (there is no
/// probe, or a native library makes them), the kernel's work in them and the waits for a CPU after them are inferred: see <see cref="UncountedCalls"/>.
/// </remarks>
internal sealed class ThreadBudget(ThreadId thread, ThreadRole role)
{
    private static readonly BlockedIn Unseen = new(ThreadState.Unknown, Activity.Active, ResourceId.None, 0, StackId.None);
    private static readonly BlockedIn WithoutWork = new(ThreadState.Idle, Activity.Idle, ResourceId.None, 0, StackId.None);

    private readonly ThreadLooks samples = new(role);
    private StateTimes runMix;
    private StateTimes blockedSeconds;

    public ThreadId Thread => thread;

    public ThreadRole Role => role;

    /// <summary>Seconds by state, once settled.</summary>
    public StateTimes Seconds { get; private set; }

    /// <summary>What a look is worth that finds it collecting or compiling, once settled: exact running time over the share of running looks.</summary>
    public double RunningWeight { get; private set; } = 1;

    /// <summary>What any other look is worth that finds it at work: running, or in a call that waits for a file.</summary>
    public double WorkWeight { get; private set; } = 1;

    /// <summary>What a look is worth that finds it blocked in something else.</summary>
    public double BlockedWeight { get; private set; } = 1;

    /// <summary>How the time at work divides that is neither collecting nor compiling; sums to 1.</summary>
    public StateTimes WorkMix { get; private set; }

    /// <summary>How all time at work divides; sums to 1.</summary>
    public StateTimes ActiveMix { get; private set; }

    /// <summary>The part of <see cref="WorkMix"/> that is copying in calls that mostly run; 0 to 1.</summary>
    public double CopiedOfWork { get; private set; }

    /// <summary>The part of <see cref="WorkMix"/> that is inferred to belong to calls that nobody counts; 0 to 1.</summary>
    public double InferredOfWork { get; private set; }

    /// <summary>Seconds that it ran or was runnable by the looks alone.</summary>
    public double RanByLooks { get; private set; }

    /// <summary>Seconds that it ran or was runnable by the kernel's clocks alone.</summary>
    public double RanByClocks { get; private set; }

    /// <summary>Seconds of that in which it had something to do: without its glances at an empty queue.</summary>
    public double Worked { get; private set; }

    /// <summary>Time at work that no look caught, as a fraction of the slice.</summary>
    public double Missed { get; private set; }

    /// <summary>
    /// Seconds of its running in which the process got on through it, where the wall clock counts it. What no look caught counts as such.
    /// </summary>
    public double WorkedOnPath => samples.Running > 0 ? Worked * samples.OnPath / samples.Running : Worked;

    /// <summary>Blocked time that no look caught, in what most likely, and as a fraction of the slice.</summary>
    public (BlockedIn In, double Share)? Between { get; private set; }

    /// <summary>
    /// The part of its run-queue time that the process's own threads cause: what it would have waited for a processor to do the same work
    /// without any neighbours; 0 to 1.
    /// </summary>
    public double OwnQueueShare { get; private set; }

    /// <summary>How running time divides by state; sums to 1.</summary>
    public StateTimes RunMix => runMix;

    /// <summary>Time in calls that did not fit into this slice, by state.</summary>
    public StateTimes Owed { get; private set; }

    /// <summary>What it was blocked in at its last blocked look of the slice; null without one.</summary>
    public BlockedIn? LastBlocked => samples.LastBlocked;

    /// <summary>What the thread was blocked in.</summary>
    public IEnumerable<(BlockedIn In, Blocked Time)> Blocked => samples.In.Select(b => (b.Key, TimeOf(b.Key, b.Value)));

    /// <param name="moment">What the thread was found in.</param>
    /// <param name="crowding">See <see cref="Instant.Crowding"/>.</param>
    public void Look(in ThreadMoment moment, double crowding = 1) => samples.Take(moment, crowding);

    /// <summary>A look in which it ran has this share in the wall clock.</summary>
    public void RunOnPath(double share) => samples.RunOnPath(share);

    /// <summary>A look in which it was blocked has this share in the wall clock.</summary>
    public void BlockedOnPath(in ThreadMoment moment, double share) => samples.BlockedOnPath(moment, share);

    /// <summary>Brings the looks into line with the exact totals.</summary>
    /// <param name="last">What the thread was most likely blocked in where no look of this slice caught it: what it was last found in.</param>
    /// <param name="calls">What the probe counted of it.</param>
    /// <param name="natureOf">What calls are that are a state when they wait.</param>
    /// <param name="spins">The part of its running outside of calls in which it looks for work in vain; null where looks tell.</param>
    public void Settle(
        in KernelUse use, BlockedIn? last = null, in CallUse calls = default, Func<ThreadState, CallNature>? natureOf = null, double? spins = null)
    {
        var length = use.Length.Seconds;
        if (length <= 0)
        {
            return;
        }

        var cpu = use.OnCpu.Seconds;
        var off = Math.Min(use.OffCpu.Seconds, length);
        var glanced = samples.GlancedAtQueue(use, last) * use.RunQueue.Seconds;
        var present = Math.Max(0, length - off - glanced);
        var queue = use.RunQueue.Seconds - glanced;
        var inCalls = CallLedger.Of(calls, cpu, queue, off, use.QueuedAfterWaits, natureOf ?? (_ => CallNature.Unknown));
        Owed = inCalls.Owed;
        Worked = present;
        RanByClocks = length - off;
        RanByLooks = length * samples.Running / Math.Max(1, samples.Running + samples.Blocked);
        runMix = samples.MixOf(cpu, queue, use.KernelShare);
        // Both are exact even where they exceed the slice, as they do when they are told late.
        var ran = runMix.Scaled(cpu + queue);
        inCalls.TakeOut(ref ran);
        var waited = DivideBlocked(off - inCalls.Off, inCalls.Blocked, last, out var hidden);
        var inferred = UncountedCalls.Infer(ref ran, waited, use.QueuedAfterWaits);
        var spun = Spun(ran, cpu + queue, spins);
        waited.Add(inCalls.Blocked);
        ran.Add(inCalls.Work);
        AddUnseenCalls(inCalls.Blocked);
        var seconds = ran;
        seconds.Add(waited);
        seconds[ThreadState.Idle] += glanced;
        Seconds = seconds;
        blockedSeconds = waited;
        foreach (var state in WaitStates.All)
        {
            // The work and the waits for a CPU within the calls are theirs.
            blockedSeconds[state] += ran[state];
        }

        var waitedForFiles = WaitStates.OfFiles(waited) + waited[ThreadState.Unknown];
        foreach (var state in WaitStates.Files)
        {
            ran[state] += waited[state];
        }

        ran[ThreadState.Unknown] += waited[ThreadState.Unknown];
        ran.Add(spun.Scaled(-1));
        Weigh(ran, present + waitedForFiles, spun.Total, present, length);
        Missed = Math.Min(Missed, (Math.Min(cpu + queue, present) + waitedForFiles) / length);
        CopiedOfWork = WorkMix.Total > 0 ? inCalls.Copied / ran.Total : 0;
        InferredOfWork = WorkMix.Total > 0 ? inferred / ran.Total : 0;
        OwnQueueShare = samples.OwnShare(runMix[ThreadState.Runnable]);
        Between = hidden is { In.Activity: not Activity.Active } && samples.Running > 0 ? (hidden.Value.In, hidden.Value.Seconds / length) : null;
    }

    /// <summary>Divides the slice by the looks alone, for recordings without the kernel's totals.</summary>
    public void SettleByLooks(Duration length) => Settle(new KernelUse(
        length, new Duration(length.Nanoseconds * samples.Running / Math.Max(1, samples.Running + samples.Blocked)), Duration.Zero,
        new Duration(length.Nanoseconds * samples.Blocked / Math.Max(1, samples.Running + samples.Blocked)), KernelShare: 0));

    /// <summary>
    /// Divides the time off the CPU that is in no counted call among what looks found it blocked in that nobody counts. Where they found
    /// nothing of the kind it is <paramref name="last"/>.
    /// </summary>
    /// <param name="hidden">What it is taken to have been blocked in where no look caught it, and for how many seconds.</param>
    private StateTimes DivideBlocked(double left, in StateTimes inCalls, BlockedIn? last, out (BlockedIn In, double Seconds)? hidden)
    {
        var (waited, looks) = (new StateTimes(), 0);
        foreach (var (key, seen) in samples.In)
        {
            looks += IsCounted(key, inCalls) ? 0 : seen.Looks;
        }

        hidden = null;
        // Looks at blocked services are left out: what they do not run they idle.
        if (left > 0 && looks == 0 && !role.IsService())
        {
            var likely = last is { } other && !IsCounted(other, inCalls) ? other
                : inCalls.Total > 0 && role == ThreadRole.PoolWorker ? WithoutWork
                : Unseen;
            hidden = (likely, left);
            samples.AddUnseen(likely);
            waited[likely.State] = left;
            return waited;
        }

        foreach (var (key, seen) in samples.In)
        {
            waited[key.State] += looks > 0 && !IsCounted(key, inCalls) ? left * seen.Looks / looks : 0;
        }

        return waited;
    }

    /// <summary>Whether the probe has counted the time in such calls.</summary>
    private static bool IsCounted(in BlockedIn key, in StateTimes inCalls) => !key.Uncounted && inCalls[key.State] > 0;

    /// <summary>
    /// The running in which a worker looks for work in vain: it is on a CPU, and the process gets on without it. No call is made meanwhile.
    /// </summary>
    /// <param name="outside">Its running outside of calls.</param>
    private StateTimes Spun(in StateTimes outside, double present, double? spins)
    {
        var spun = new StateTimes();
        foreach (var state in (ReadOnlySpan<ThreadState>)[ThreadState.CpuUser, ThreadState.CpuKernel, ThreadState.Runnable])
        {
            spun[state] = outside[state];
        }

        var share = spins ?? (samples.Spinning > 0 && spun.Total > 0 ? Math.Min(1, present * samples.Spinning / samples.Running / spun.Total) : 0);
        return spun.Scaled(share);
    }

    /// <summary>Calls that no look caught have their time all the same.</summary>
    private void AddUnseenCalls(in StateTimes inCalls)
    {
        foreach (var state in WaitStates.All)
        {
            if (inCalls[state] > 0 && !samples.In.Keys.Any(k => k.State == state))
            {
                samples.AddUnseen(new BlockedIn(state, BlockedState.BearingOf(state), ResourceId.None, 0, StackId.None));
            }
        }
    }

    /// <summary>What each look is worth, so that looks of a kind have the exact sum of their kind.</summary>
    /// <param name="atWork">Seconds running, and in calls that wait for files.</param>
    /// <param name="active">The same as a part of the slice, with what it looked for work in vain: what was told late is left out.</param>
    private void Weigh(StateTimes atWork, double active, double spun, double present, double length)
    {
        var special = samples.Special;
        var total = samples.Running + samples.Blocked;
        var others = 0;
        foreach (var (key, looks) in samples.In)
        {
            others += key.Activity == Activity.Active ? 0 : looks.Looks;
        }

        var work = total - others - special - samples.Spinning;
        var share = Math.Clamp((active - spun) / length, 0, 1);
        RunningWeight = samples.Running > 0 ? present / length * total / samples.Running : 0;
        WorkWeight = work > 0 ? Math.Max(0, (share * total) - (RunningWeight * special)) / work : 0;
        BlockedWeight = others > 0 ? (1 - Math.Min(1, active / length)) * total / others : 0;
        Missed = work > 0 || special > 0 || samples.Spinning > 0 ? 0 : share;
        ActiveMix = atWork.Normalised();
        atWork[ThreadState.Gc] = 0;
        atWork[ThreadState.Jit] = 0;
        WorkMix = atWork.Normalised();
    }

    /// <summary>What no look caught is on the path as its running is, if that is known.</summary>
    private Blocked TimeOf(in BlockedIn key, in BlockedLooks looks)
    {
        var (ofState, keys) = (0, 0);
        foreach (var (other, seen) in samples.In)
        {
            ofState += other.State == key.State ? seen.Looks : 0;
            keys += other.State == key.State ? 1 : 0;
        }

        var seconds = blockedSeconds[key.State] * (ofState > 0 ? (double)looks.Looks / ofState : 1.0 / keys);
        var share = looks.Looks > 0 ? looks.OnPath / looks.Looks : samples.Running > 0 ? samples.OnPath / samples.Running : 1;
        return new Blocked(seconds, seconds * share, looks.Looks, looks.Fresh);
    }
}
