using IoTrace.Analysis.Observations;

namespace IoTrace.Analysis.Timeline;

/// <summary>A thread's running totals in the kernel, and how they grow from slice to slice.</summary>
internal sealed class KernelTotals
{
    /// <summary>The split of processor time into user and kernel mode is counted in ticks: fewer than this say little. Chosen: four tell it to a quarter.</summary>
    private const int EnoughTicks = 4;

    /// <summary>
    /// The totals of a thread that runs are brought up to date at every tick, which is 10 ms at most. Ready to run, and nothing told
    /// for longer than that: it waits for a processor.
    /// </summary>
    private static readonly Duration LongestTick = Duration.FromMilliseconds(12);

    private Duration onCpu;
    private Duration runQueue;
    private Duration takenOnCpu;
    private Duration takenRunQueue;
    private long timeslices;
    private long takenTimeslices;
    private Duration untold;
    private Timestamp untoldSince;
    private Duration owed;
    private Duration surplus;
    private Timestamp changedAt;
    private readonly QueueAfterWaits waits = new();
    private bool running;
    private Timestamp? firstSeen;
    private int userTicks = -1;
    private int kernelTicks = -1;
    private double kernelShare;
    private bool shareKnown;

    public bool Exited { get; private set; }

    /// <summary>Total processor time as last told.</summary>
    public Duration OnCpu => onCpu;

    /// <summary>A thread that was there before the window: what it used before does not count.</summary>
    public void Begin(in ThreadSnapshot snapshot, Timestamp at)
    {
        takenOnCpu = snapshot.OnCpu;
        takenRunQueue = snapshot.RunQueue;
        takenTimeslices = snapshot.Timeslices;
        _ = Update(snapshot, at);
    }

    /// <summary>Takes in a later snapshot. Returns by how much its processor time has grown.</summary>
    public Duration Update(in ThreadSnapshot snapshot, Timestamp at)
    {
        if (firstSeen is null || snapshot.OnCpu != onCpu || snapshot.RunQueue != runQueue || snapshot.Exited)
        {
            changedAt = at;
        }

        firstSeen ??= at;

        running = snapshot is { Call: SystemCallKind.Running, Exited: false };
        var grown = snapshot.OnCpu - onCpu;
        if (snapshot.OnCpu < onCpu)
        {
            // Another thread that got the id of one that ended: its totals begin at zero, the time of the first one stays due.
            takenOnCpu -= onCpu;
            takenRunQueue -= runQueue;
            takenTimeslices -= timeslices;
            (userTicks, kernelTicks) = (-1, -1);
            grown = snapshot.OnCpu;
        }

        onCpu = snapshot.OnCpu;
        runQueue = snapshot.RunQueue;
        timeslices = snapshot.Timeslices;
        Exited = snapshot.Exited;
        if (snapshot.UserTicks < 0)
        {
            return grown;
        }

        var user = snapshot.UserTicks - Math.Max(userTicks, 0);
        var kernel = snapshot.KernelTicks - Math.Max(kernelTicks, 0);
        if (userTicks < 0 || user + kernel >= EnoughTicks)
        {
            if (user + kernel > 0)
            {
                kernelShare = (double)kernel / (user + kernel);
                shareKnown = true;
            }

            (userTicks, kernelTicks) = (snapshot.UserTicks, snapshot.KernelTicks);
        }

        return grown;
    }

    /// <summary>What the thread used since this was last asked.</summary>
    public KernelUse Take(Timestamp start, Timestamp end)
    {
        var (cpu, queue) = (onCpu - takenOnCpu, runQueue - takenRunQueue);
        takenOnCpu = onCpu;
        takenRunQueue = runQueue;
        var turns = timeslices - takenTimeslices;
        takenTimeslices = timeslices;
        // A thread is gone at the latest when it is first missed.
        end = Exited ? Timestamp.Min(end, Timestamp.Max(start, changedAt)) : end;
        var isNew = firstSeen is { } seen && seen > start;
        var length = isNew ? Longest(end - firstSeen!.Value, cpu + queue) : end - start;

        // Time on the run queue is told when a processor is got. Until then it shows in that nothing is told.
        var before = untold;
        untold = running && end - changedAt > LongestTick ? end - changedAt : Duration.Zero;
        var added = changedAt == untoldSince && untold >= before ? untold - before : untold;
        untoldSince = changedAt;
        var paid = Shortest(queue, owed);
        owed += added - paid;

        // A tick more or less in one slice is made up for in the next, so that it does not look like waiting.
        var off = length - cpu - queue + before - untold - surplus;
        surplus = off < Duration.Zero ? Duration.Zero - off : Duration.Zero;
        return new KernelUse(length, cpu, queue - paid + added, off < Duration.Zero ? Duration.Zero : off, shareKnown ? kernelShare : 0)
        {
            Timeslices = turns,
            QueuedAfterWaits = waits.Part(cpu.Seconds, Math.Max(0, off.Seconds), turns),
        };
    }

    private static Duration Longest(Duration a, Duration b) => a > b ? a : b;

    private static Duration Shortest(Duration a, Duration b) => a < b ? a : b;
}

/// <summary>What a thread used of a slice.</summary>
/// <param name="Length">How long it was there.</param>
/// <param name="OnCpu">On a processor, exact; may exceed the slice by what was told late.</param>
/// <param name="RunQueue">Runnable without a processor: exact over the window, as good as known in a slice.</param>
/// <param name="OffCpu">Neither: blocked.</param>
/// <param name="KernelShare">The share of its processor time in kernel mode; 0 to 1.</param>
internal readonly record struct KernelUse(Duration Length, Duration OnCpu, Duration RunQueue, Duration OffCpu, double KernelShare)
{
    /// <summary>How often it got a processor; 0 where not told.</summary>
    public long Timeslices { get; init; }

    /// <summary>The part of its run-queue time that comes after waits, and not because it was put off its processor; 0 to 1.</summary>
    public double QueuedAfterWaits { get; init; }
}
