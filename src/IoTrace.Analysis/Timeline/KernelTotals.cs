using IoTrace.Analysis.Observations;

namespace IoTrace.Analysis.Timeline;

/// <summary>A thread's running totals in the kernel, and how they grow from slice to slice.</summary>
internal sealed class KernelTotals
{
    /// <summary>The split of processor time into user and kernel mode is counted in ticks: fewer than this say little.</summary>
    private const int EnoughTicks = 4;

    private Duration onCpu;
    private Duration runQueue;
    private Duration takenOnCpu;
    private Duration takenRunQueue;
    private Timestamp? firstSeen;
    private int userTicks = -1;
    private int kernelTicks = -1;
    private double kernelShare;
    private bool shareKnown;

    public bool Exited { get; private set; }

    /// <summary>A thread that was there before the window: what it used before does not count.</summary>
    public void Begin(in ThreadSnapshot snapshot, Timestamp at)
    {
        takenOnCpu = snapshot.OnCpu;
        takenRunQueue = snapshot.RunQueue;
        Update(snapshot, at);
    }

    /// <summary>Takes in a later snapshot.</summary>
    public void Update(in ThreadSnapshot snapshot, Timestamp at)
    {
        firstSeen ??= at;
        if (snapshot.OnCpu < onCpu)
        {
            // Another thread that got the id of one that ended: its totals begin at zero, the time of the first one stays due.
            takenOnCpu -= onCpu;
            takenRunQueue -= runQueue;
            (userTicks, kernelTicks) = (-1, -1);
        }

        onCpu = snapshot.OnCpu;
        runQueue = snapshot.RunQueue;
        Exited = snapshot.Exited;
        if (snapshot.UserTicks < 0)
        {
            return;
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
    }

    /// <summary>What the thread used since this was last asked.</summary>
    public KernelUse Take(Timestamp start, Timestamp end)
    {
        var present = end - Timestamp.Max(start, firstSeen ?? start);
        var length = firstSeen is { } seen && seen > start ? Longest(present, onCpu - takenOnCpu) : end - start;
        var use = new KernelUse(length, onCpu - takenOnCpu, runQueue - takenRunQueue, shareKnown ? kernelShare : 0);
        takenOnCpu = onCpu;
        takenRunQueue = runQueue;
        return use;
    }

    private static Duration Longest(Duration a, Duration b) => a > b ? a : b;
}

/// <summary>What a thread used of a slice.</summary>
/// <param name="Length">How long it was there.</param>
/// <param name="OnCpu">On a processor, exact.</param>
/// <param name="RunQueue">Runnable without a processor; told when a processor is got, so it may belong to an earlier slice in part.</param>
/// <param name="KernelShare">The share of its processor time in kernel mode; 0 to 1.</param>
internal readonly record struct KernelUse(Duration Length, Duration OnCpu, Duration RunQueue, double KernelShare);
