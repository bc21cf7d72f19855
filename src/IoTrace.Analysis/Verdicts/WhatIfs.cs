using System.Collections.Immutable;

using IoTrace.Analysis.Results;
using IoTrace.Analysis.Tallies;
using IoTrace.Analysis.Verdicts.Rules;

namespace IoTrace.Analysis.Verdicts;

/// <summary>
/// The largest share of the wall time that could go away. Upper bounds, under two assumptions: what runs beside the part that goes
/// away neither gets faster nor slower, and nothing new takes its place (a faster disk does not make the processor the limit
/// before the whole wait is gone).
/// </summary>
internal static class WhatIfs
{
    /// <summary>
    /// What the intervals have on top of resampling: on a calm machine nine of ten bounds were off by less than this from the
    /// real run without the cause (tests/IoTrace.Accuracy/results/2026-11-23-later.md), also where hardly any I/O was seen and resampling knows of no error at all.
    /// </summary>
    private const double ModelError = 0.05;

    public static WhatIfBounds Of(StateTimes wall, WindowFeatures window, IReadOnlyList<StateTimes> replicates)
    {
        double Io(StateTimes shares) => IoShare(new Features(shares, window));
        double Cpu(StateTimes shares) => 0.5 * CpuShare(shares);
        return new WhatIfBounds(Bound(wall, replicates, Io), Bound(wall, replicates, Cpu));
    }

    /// <summary>
    /// The same for the mean time of a request. Two more assumptions: at any moment all requests in flight wait for what the process
    /// as a whole does at that moment, so a slice counts with its request-seconds; and no request waits while the process idles.
    /// </summary>
    public static RequestUsage? OfRequests(RequestTally requests, IReadOnlyList<TimeSlice> slices, WindowFeatures window)
    {
        if (!requests.Any)
        {
            return null;
        }

        ImmutableArray<StateTimes> weighed = [.. slices.Where(s => s.RequestSeconds > 0).Select(s => Busy(s.WallClock).Scaled(s.RequestSeconds))];
        var sum = new StateTimes();
        foreach (var slice in weighed)
        {
            sum.Add(slice);
        }

        var bounds = sum.Total > 0 ? Of(sum.Normalised(), window, Resampling.Draw(weighed)) : new WhatIfBounds(null, null);
        var took = requests.Latencies;
        return new RequestUsage(
            took.Count, requests.Failed > 0 ? requests.Failed : null, took.Count > 0 ? took.Total / took.Count : null, took.Percentile(0.5), took.Percentile(0.9),
            took.Percentile(0.99), took.Count > 0 ? took.Max : null, bounds.IfIoWereFree, bounds.IfCpuWereHalf);
    }

    private static StateTimes Busy(StateTimes wall)
    {
        wall[ThreadState.Idle] = 0;
        return wall.Normalised();
    }

    /// <summary>
    /// Waiting, what it makes threads queue for a processor and work for a worker of the pool, processor work inside the calls that wait, and
    /// in-kernel copying as the verdict counts it.
    /// </summary>
    internal static double IoShare(Features features)
    {
        var wall = features.Wall;
        var waiting = wall.Sum(
            ThreadState.FileRead, ThreadState.FileWrite, ThreadState.FileSync, ThreadState.FileMetadata, ThreadState.Network, ThreadState.Pipe);
        var calls = Math.Min(features.PlainCpu, features.CpuInWaitingCalls() + KernelIoRule.Of(features));
        var kept = wall[ThreadState.PoolQueue] * features.Window.IoOfPoolQueue;
        return Math.Min(1, waiting + kept + QueuedAfterWaits(features, waiting) + calls);
    }

    /// <summary>
    /// Beside busy neighbours a thread queues for a processor whenever a wait has ended. The kernel shares processors out evenly, so work
    /// by itself would be kept waiting by neighbours for about as long as it takes: what is beyond that comes of the waits, and goes with
    /// them, of each kind in proportion.
    /// </summary>
    private static double QueuedAfterWaits(in Features features, double waiting)
    {
        var wall = features.Wall;
        var work = features.PlainCpu + wall[ThreadState.Gc] + wall[ThreadState.Jit];
        var neighbours = CpuContentionRule.HeldBackByQuota(features.Window) ? 0 : wall[ThreadState.Runnable] * (1 - features.Window.OwnShareOfQueue);
        var others = 1 - work - wall[ThreadState.Runnable] - waiting;
        return waiting > 0 ? Math.Min(waiting, Math.Max(0, neighbours - work) * waiting / (waiting + Math.Max(0, others))) : 0;
    }

    private static double CpuShare(in StateTimes wall) =>
        wall.Sum(ThreadState.CpuUser, ThreadState.CpuKernel, ThreadState.Gc, ThreadState.Jit, ThreadState.Runnable);

    private static WhatIf Bound(StateTimes wall, IReadOnlyList<StateTimes> replicates, Func<StateTimes, double> figure)
    {
        var value = figure(wall);
        var (low, high) = Resampling.Interval(replicates, figure);
        return new WhatIf(value, Math.Max(0, Math.Min(low, value) - ModelError), Math.Min(1, Math.Max(high, value) + ModelError));
    }
}
