using IoTrace.Analysis.Results;

namespace IoTrace.Analysis.Timeline;

/// <summary>What the looks of one slice found a thread in, and what that tells of its time.</summary>
internal sealed class ThreadLooks(ThreadRole role)
{
    /// <summary>
    /// A worker without work gives its processor away between two glances at its queue, each of which takes a few microseconds. Work, and
    /// what comes between two preemptions, takes longer than this, in seconds.
    /// </summary>
    private const double LongestGlance = 50e-6;

    private readonly Dictionary<BlockedIn, BlockedLooks> blocked = [];
    private readonly int[] running = new int[StateTimes.Count];
    private double crowded;

    /// <summary>Looks that found it running or runnable.</summary>
    public int Running { get; private set; }

    /// <summary>Those of them that found it looking for work in vain.</summary>
    public int Spinning { get; private set; }

    /// <summary>Looks that found it blocked.</summary>
    public int Blocked { get; private set; }

    /// <summary>Looks that found it collecting garbage or compiling.</summary>
    public int Special => running[(int)ThreadState.Gc] + running[(int)ThreadState.Jit];

    /// <summary>The sum of the shares that its running looks have in the wall clock.</summary>
    public double OnPath { get; private set; }

    /// <summary>What it was blocked in.</summary>
    public IReadOnlyDictionary<BlockedIn, BlockedLooks> In => blocked;

    /// <summary>What it was blocked in at its last blocked look of the slice; null without one.</summary>
    public BlockedIn? LastBlocked { get; private set; }

    /// <param name="moment">What the thread was found in.</param>
    /// <param name="crowding">See <see cref="Instant.Crowding"/>.</param>
    public void Take(in ThreadMoment moment, double crowding)
    {
        if (moment.Running)
        {
            crowded += crowding;
            running[(int)moment.State]++;
            Running++;
            Spinning += moment.Activity == Activity.Idle ? 1 : 0;
            return;
        }

        var key = BlockedIn.Of(moment);
        var looks = blocked.GetValueOrDefault(key);
        blocked[key] = looks with { Looks = looks.Looks + 1, Fresh = looks.Fresh + (moment.Fresh ? 1 : 0) };
        LastBlocked = key;
        Blocked++;
    }

    /// <summary>A look in which it ran has this share in the wall clock.</summary>
    public void RunOnPath(double share) => OnPath += share;

    /// <summary>A look in which it was blocked has this share in the wall clock.</summary>
    public void BlockedOnPath(in ThreadMoment moment, double share)
    {
        var key = BlockedIn.Of(moment);
        var looks = blocked.GetValueOrDefault(key);
        blocked[key] = looks with { OnPath = looks.OnPath + share };
    }

    /// <summary>Counts that it was blocked in something that no look caught.</summary>
    public void AddUnseen(in BlockedIn key) => blocked[key] = default;

    /// <summary>
    /// The part of a worker's time on the run queue that it spends there of its own will, between glances at an empty queue; 0 to 1. At most
    /// so many of its turns on a processor were longer than a glance as fit into its processor time, and only a worker that waits for
    /// work otherwise looks for it.
    /// </summary>
    public double GlancedAtQueue(in KernelUse use, BlockedIn? last)
    {
        if (role != ThreadRole.PoolWorker || use.Timeslices <= 0)
        {
            return 0;
        }

        var idle = Blocked > 0 ? (double)blocked.Where(b => b.Key.State == ThreadState.Idle).Sum(b => b.Value.Looks) / Blocked
            : last is { State: ThreadState.Idle } ? 1
            : 0;
        return idle * Math.Max(0, 1 - (use.OnCpu.Seconds / (LongestGlance * use.Timeslices)));
    }

    /// <summary>Looks say with how many it had to share, the clocks how much it got; the rest of its waiting is the neighbours' doing.</summary>
    public double OwnShare(double queue) => queue > 0 && Running > 0
        ? Math.Min(1, (1 - queue) * ((crowded / Running) - 1) / queue)
        : 0;

    /// <summary>Running looks tell GC and compilation from the rest; ticks divide the rest; the run queue comes on top.</summary>
    public StateTimes MixOf(double cpu, double queue, double kernelShare)
    {
        var mix = new StateTimes();
        if (cpu + queue <= 0)
        {
            return mix;
        }

        var onCpu = cpu / (cpu + queue);
        var (gc, jit) = Running > 0
            ? ((double)running[(int)ThreadState.Gc] / Running, (double)running[(int)ThreadState.Jit] / Running)
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
