using IoTrace.Analysis.Observations;
using IoTrace.Analysis.Results;

namespace IoTrace.Analysis.Timeline;

/// <summary>One thread's budget of one slice.</summary>
internal sealed class ThreadBudget(ThreadId thread, ThreadRole role)
{
    /// <summary>
    /// A worker without work gives its processor away between two glances at its queue, each of which takes a few microseconds. Work, and
    /// what comes between two preemptions, takes longer than this, in seconds.
    /// </summary>
    private const double LongestGlance = 50e-6;

    private static readonly BlockedIn Unseen = new(ThreadState.Unknown, Activity.Active, ResourceId.None, 0, StackId.None);

    private readonly Dictionary<BlockedIn, BlockedLooks> blocked = [];
    private readonly int[] running = new int[StateTimes.Count];
    private StateTimes runMix;
    private int runningLooks;
    private int blockedLooks;
    private double crowded;

    public ThreadId Thread => thread;

    public ThreadRole Role => role;

    /// <summary>Seconds by state, once settled.</summary>
    public StateTimes Seconds { get; private set; }

    /// <summary>What a running look is worth in looks, once settled: exact running time over the share of running looks.</summary>
    public double RunningWeight { get; private set; } = 1;

    /// <summary>What a blocked look is worth in looks, once settled.</summary>
    public double BlockedWeight { get; private set; } = 1;

    /// <summary>Seconds that it ran or was runnable by the looks alone.</summary>
    public double RanByLooks { get; private set; }

    /// <summary>Seconds that it ran or was runnable by the kernel's clocks alone.</summary>
    public double RanByClocks { get; private set; }

    /// <summary>Seconds of that in which it had something to do: without its glances at an empty queue.</summary>
    public double Worked { get; private set; }

    /// <summary>Running time that no look caught, as a fraction of the slice.</summary>
    public double Missed { get; private set; }

    /// <summary>
    /// Seconds of its running in which the process got on through it, where the wall clock counts it. What no look caught counts as such.
    /// </summary>
    public double WorkedOnPath => runningLooks > 0 ? Worked * onPath / runningLooks : Worked;

    /// <summary>Blocked time that no look caught, in what most likely, and as a fraction of the slice.</summary>
    public (BlockedIn In, double Share)? Between { get; private set; }

    /// <summary>
    /// The part of its run-queue time that the process's own threads cause: what it would have waited for a processor to do the same work
    /// without any neighbours; 0 to 1.
    /// </summary>
    public double OwnQueueShare { get; private set; }

    /// <summary>How running time divides by state; sums to 1.</summary>
    public StateTimes RunMix => runMix;

    /// <summary>What the thread was blocked in.</summary>
    public IEnumerable<(BlockedIn In, Blocked Time)> Blocked => blocked.Select(b => (b.Key, TimeOf(b.Value)));

    private double blockedSeconds;
    private double onPath;

    /// <param name="moment">What the thread was found in.</param>
    /// <param name="crowding">See <see cref="Instant.Crowding"/>.</param>
    public void Look(in ThreadMoment moment, double crowding = 1)
    {
        if (moment.Running)
        {
            crowded += crowding;
            running[(int)moment.State]++;
            runningLooks++;
            return;
        }

        var key = BlockedIn.Of(moment);
        var looks = blocked.GetValueOrDefault(key);
        blocked[key] = looks with { Looks = looks.Looks + 1, Fresh = looks.Fresh + (moment.Fresh ? 1 : 0) };
        LastBlocked = key;
        blockedLooks++;
    }

    /// <summary>A look in which it ran has this share in the wall clock.</summary>
    public void RunOnPath(double share) => onPath += share;

    /// <summary>A look in which it was blocked has this share in the wall clock.</summary>
    public void BlockedOnPath(in ThreadMoment moment, double share)
    {
        var key = BlockedIn.Of(moment);
        var looks = blocked.GetValueOrDefault(key);
        blocked[key] = looks with { OnPath = looks.OnPath + share };
    }

    /// <summary>Brings the looks into line with the kernel's exact totals.</summary>
    /// <param name="last">What the thread was most likely blocked in where no look of this slice caught it: what was measured of it, or what it was last found in.</param>
    public void Settle(in KernelUse use, BlockedIn? last = null)
    {
        var length = use.Length.Seconds;
        if (length <= 0)
        {
            return;
        }

        var off = Math.Min(use.OffCpu.Seconds, length);
        var glanced = GlancedAtQueue(use, last) * use.RunQueue.Seconds;
        var present = Math.Max(0, length - off - glanced);
        var queue = use.RunQueue.Seconds - glanced;
        Worked = present;
        RanByClocks = length - off;
        RanByLooks = length * runningLooks / Math.Max(1, runningLooks + blockedLooks);
        runMix = MixOf(use.OnCpu.Seconds, queue, use.KernelShare);
        // Both are exact even where they exceed the slice, as they do when they are told late.
        var seconds = runMix.Scaled(use.OnCpu.Seconds + queue);
        // Looks at blocked services are left out: what they do not run they idle.
        var hidden = blockedLooks == 0 && off > 0 && !role.IsService();
        if (hidden)
        {
            blocked[last ?? Unseen] = default;
        }

        foreach (var (key, looks) in blocked)
        {
            seconds[key.State] += off * ShareOf(looks.Looks);
        }

        seconds[ThreadState.Idle] += glanced;
        blockedSeconds = off;
        Seconds = seconds;
        var total = runningLooks + blockedLooks;
        RunningWeight = runningLooks > 0 ? present / length * total / runningLooks : 0;
        BlockedWeight = blockedLooks > 0 ? Math.Min(length, off + glanced) / length * total / blockedLooks : 0;
        OwnQueueShare = OwnShare(runMix[ThreadState.Runnable]);
        Missed = runningLooks == 0 ? Math.Min(use.OnCpu.Seconds + queue, present) / length : 0;
        Between = hidden && runningLooks > 0 ? ((last ?? Unseen), off / length) : null;
    }

    /// <summary>Divides the slice by the looks alone, for recordings without the kernel's totals.</summary>
    public void SettleByLooks(Duration length) => Settle(new KernelUse(
        length, new Duration(length.Nanoseconds * runningLooks / Math.Max(1, runningLooks + blockedLooks)), Duration.Zero,
        new Duration(length.Nanoseconds * blockedLooks / Math.Max(1, runningLooks + blockedLooks)), KernelShare: 0));

    /// <summary>What it was blocked in at its last blocked look of the slice; null without one.</summary>
    public BlockedIn? LastBlocked { get; private set; }

    /// <summary>
    /// The part of a worker's time on the run queue that it spends there of its own will, between glances at an empty queue; 0 to 1. At most
    /// so many of its turns on a processor were longer than a glance as fit into its processor time, and only a worker that waits for
    /// work otherwise looks for it.
    /// </summary>
    private double GlancedAtQueue(in KernelUse use, BlockedIn? last)
    {
        if (role != ThreadRole.PoolWorker || use.Timeslices <= 0)
        {
            return 0;
        }

        var idle = blockedLooks > 0 ? (double)blocked.Where(b => b.Key.State == ThreadState.Idle).Sum(b => b.Value.Looks) / blockedLooks
            : last is { State: ThreadState.Idle } ? 1
            : 0;
        return idle * Math.Max(0, 1 - (use.OnCpu.Seconds / (LongestGlance * use.Timeslices)));
    }

    /// <summary>What no look caught is on the path as its running is, if that is known.</summary>
    private Blocked TimeOf(in BlockedLooks looks)
    {
        var seconds = blockedSeconds * ShareOf(looks.Looks);
        var share = looks.Looks > 0 ? looks.OnPath / looks.Looks : runningLooks > 0 ? onPath / runningLooks : 1;
        return new Blocked(seconds, seconds * share, looks.Looks, looks.Fresh);
    }

    private double ShareOf(int looks) => blockedLooks > 0 ? (double)looks / blockedLooks : 1;

    /// <summary>Looks say with how many it had to share, the clocks how much it got; the rest of its waiting is the neighbours' doing.</summary>
    private double OwnShare(double queue) => queue > 0 && runningLooks > 0
        ? Math.Min(1, (1 - queue) * ((crowded / runningLooks) - 1) / queue)
        : 0;

    /// <summary>Running looks tell GC and compilation from the rest; ticks divide the rest; the run queue comes on top.</summary>
    private StateTimes MixOf(double cpu, double queue, double kernelShare)
    {
        var mix = new StateTimes();
        if (cpu + queue <= 0)
        {
            return mix;
        }

        var onCpu = cpu / (cpu + queue);
        var (gc, jit) = runningLooks > 0
            ? ((double)running[(int)ThreadState.Gc] / runningLooks, (double)running[(int)ThreadState.Jit] / runningLooks)
            : (role == ThreadRole.Gc ? 1.0 : 0, role == ThreadRole.TieredCompilation ? 1.0 : 0);
        mix[ThreadState.Gc] = onCpu * gc;
        mix[ThreadState.Jit] = onCpu * jit;
        var rest = onCpu * (1 - gc - jit);
        mix[ThreadState.CpuKernel] = rest * kernelShare;
        mix[ThreadState.CpuUser] = rest * (1 - kernelShare);
        mix[ThreadState.Runnable] = queue / (cpu + queue);
        return mix;
    }
}

/// <summary>What a thread is blocked in.</summary>
internal readonly record struct BlockedIn(
    ThreadState State, Activity Activity, ResourceId Resource, ulong StackPointer, StackId Stack)
{
    public static BlockedIn Of(in ThreadMoment moment) => new(moment.State, moment.Activity, moment.Resource, moment.StackPointer, moment.Stack);
}

/// <summary>Looks at a thread that is blocked in one thing.</summary>
/// <param name="Fresh">How many of them are independent of the look before.</param>
/// <param name="OnPath">Of how much of them the process as a whole had the thread's cause.</param>
internal readonly record struct BlockedLooks(int Looks, int Fresh, double OnPath);

/// <summary>Time blocked in one thing.</summary>
/// <param name="OnPath">Seconds of it that the process as a whole waited, its share where several threads stood for it.</param>
/// <param name="Looks">In how many looks it was found so.</param>
/// <param name="Fresh">How many of these are independent of the look before.</param>
internal readonly record struct Blocked(double Seconds, double OnPath, int Looks, int Fresh)
{
    public static Blocked operator +(in Blocked a, in Blocked b) => new(a.Seconds + b.Seconds, a.OnPath + b.OnPath, a.Looks + b.Looks, a.Fresh + b.Fresh);
}
