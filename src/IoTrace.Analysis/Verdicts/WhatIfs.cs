using System.Collections.Immutable;

using IoTrace.Analysis.Results;
using IoTrace.Analysis.Tallies;
using IoTrace.Analysis.Timeline;
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
    /// real run without the cause (accuracy at f63f215), also where hardly any I/O was seen and resampling knows of no error at all.
    /// </summary>
    private const double ModelError = 0.05;

    public static WhatIfBounds Of(StateTimes wall, WindowFeatures window, IReadOnlyList<StateTimes> replicates)
    {
        double Io(StateTimes shares) => IoShare(new Features(shares, window));
        // Half of what is inferred to belong to the calls may as well not, and as much again may.
        var inferred = 0.5 * window.InferredOfFiles * WaitStates.OfFiles(wall);
        double Cpu(StateTimes shares) => 0.5 * CpuShare(shares);
        return new WhatIfBounds(Wider(Bound(wall, replicates, Io), inferred), Bound(wall, replicates, Cpu));
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
    /// What goes when storage and peers cost nothing: the time inside the calls that wait, but for what the same bytes cost from memory; what
    /// copies cost beyond that; what waits make threads queue for a CPU, and work for a worker of the pool.
    /// </summary>
    /// <remarks>
    /// With t(s) the share of state s, m(s) the part of it that memory would cost (<see cref="Attribution.CallNatures"/>), k the share of kernel work in calls
    /// that mostly run and m(k) its part: sum of t(s) (1 - m(s)) + k (1 - m(k)). Where nobody timed the calls, the cost of memory is that of the
    /// calls and bytes that the system counted.
    /// </remarks>
    internal static double IoShare(Features features)
    {
        var (wall, window) = (features.Wall, features.Window);
        var waiting = 0.0;
        foreach (var state in WindowFeatures.IoStates)
        {
            waiting += wall[state] * (1 - window.Calls.Memory[state]);
        }

        var calls = Math.Min(features.PlainCpu, features.CpuInWaitingCalls() + (KernelIoRule.Of(features) * (1 - (window.CallsCounted ? window.Calls.MemoryOfCopies : 0))));
        var files = WaitStates.OfFiles(wall) + calls;
        var left = Math.Min(files, window.Calls.MemoryOfVolume);
        var kept = wall[ThreadState.PoolQueue] * window.IoOfPoolQueue;
        return Math.Clamp(waiting + calls - left + kept + QueuedAfterWaits(features, wall[ThreadState.Network] + wall[ThreadState.Pipe]), 0, 1);
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

    private static WhatIf Wider(WhatIf bound, double by) => bound with { Low = Math.Max(0, bound.Low - by), High = Math.Min(1, bound.High + by) };

    private static WhatIf Bound(StateTimes wall, IReadOnlyList<StateTimes> replicates, Func<StateTimes, double> figure)
    {
        var value = figure(wall);
        var (low, high) = Resampling.Interval(replicates, figure);
        return new WhatIf(value, Math.Max(0, Math.Min(low, value) - ModelError), Math.Min(1, Math.Max(high, value) + ModelError));
    }
}
