using System.Collections.Immutable;

using IoTrace.Analysis.Results;
using IoTrace.Analysis.Verdicts.Rules;

namespace IoTrace.Analysis.Verdicts;

/// <summary>The figures a verdict rests on.</summary>
internal static class EvidenceList
{
    /// <summary>Of the time on the run queue: whoever causes more of it is to blame.</summary>
    private const double Half = 0.5;

    /// <summary>
    /// Below this share of the wall clock, waiting for a processor or for an answer is no matter. Chosen: no more than a twentieth of the time
    /// could be won.
    /// </summary>
    private const double WorthTelling = 0.05;

    /// <summary>
    /// Below this share of the window, the threads' waits for locks, added up, are no matter. Chosen: no more than a hundredth of the time
    /// could be won.
    /// </summary>
    private const double LocksWorthTelling = 0.01;

    public static ImmutableArray<Evidence> Of(
        Features features, in Tests tests, GcUsage? gc, LockUsage locks, ThreadPoolUsage? pool, string source)
    {
        var list = ImmutableArray.CreateBuilder<Evidence>();
        AddScales(list, tests, source);
        AddRunQueue(list, features, tests, source);
        AddWindow(list, features.Window, source);
        AddRuntime(list, features.Window, gc, locks, pool);
        return list.ToImmutable();
    }

    /// <summary>What the kernel tells of unanswered connections, where nothing else does.</summary>
    /// <param name="unanswered">Seconds in which there was any.</param>
    /// <param name="window">Seconds in all.</param>
    public static IEnumerable<Evidence> OfUnanswered(double unanswered, double window)
    {
        if (unanswered > WorthTelling * window)
        {
            yield return new Evidence("answers-outstanding", unanswered, "seconds", null, Bound.Io, "sock_diag",
                $"For {Say.Seconds(unanswered)} it had spoken last on a connection that it opened, and heard nothing since.");
        }
    }

    /// <summary>The tests that the judge makes, each with the value from which it comes out so: neither against the rest, then the rest against each other.</summary>
    private static void AddScales(ImmutableArray<Evidence>.Builder list, Tests tests, string source)
    {
        var scales = tests.Scales;
        Evidence Side(string id, double share, Bound bound, string goesTo, string called)
        {
            var weighed = scales.Io + scales.Work;
            var (alone, beside) = (Judge.Alone * weighed, Judge.Beside * weighed);
            return new Evidence(id, share, "fraction", tests.IsMixed ? beside : alone, tests.IsMixed ? Bound.Mixed : tests.IsActive && share >= alone ? bound : null, source,
                $"{Say.Percent(share)} of the wall clock goes to {goesTo}. From {Say.Percent(alone)} on the verdict is {called}; from {Say.Percent(beside)} on it is mixed.");
        }

        list.Add(Side("io-wait-share", scales.Io, Bound.Io, "I/O: waiting for it, and the work inside those calls", "I/O-bound"));
        list.Add(Side("cpu-share", scales.Work, Bound.Cpu, "CPU work outside I/O calls", "CPU-bound"));
        list.Add(new Evidence("neither-share", scales.Neither, "fraction", scales.Active, tests.IsNeither ? Bound.Neither : null, source,
            $"{Say.Percent(scales.Neither)} of the wall clock goes to neither I/O nor CPU work: locks, timers, or nothing to do. Above {Say.Percent(scales.Active)}, the share of all else, the verdict is neither."));
    }

    private static void AddRunQueue(ImmutableArray<Evidence>.Builder list, in Features features, in Tests tests, string source)
    {
        var (waited, ofOwn) = (features.RunQueue, features.Window.OwnShareOfQueue);
        if (waited > WorthTelling)
        {
            var (kept, from) = (CpuContentionRule.KeptWaiting(features), CpuContentionRule.StarvesFrom(features.Window));
            list.Add(new Evidence("kept-waiting", kept, "fraction", from, tests is { CanTell: true, Starves: true } ? Bound.Cpu : null, source,
                $"{Say.Percent(kept)} of the time that threads could run, others kept them from a CPU. Above {Say.Percent(from)} the verdict is cpu-contention, unless another wait is longer."));
            list.Add(new Evidence("run-queue-own", ofOwn, "fraction", Half, Bound.Cpu, source,
                $"{Say.Percent(waited)} of the wall clock is spent waiting for a CPU; {Say.Percent(ofOwn)} of that is due to the program's own threads, the rest to {(CpuContentionRule.HeldBackByQuota(features.Window) ? "the quota" : "neighbours")}."));
        }
    }

    private static void AddWindow(ImmutableArray<Evidence>.Builder list, WindowFeatures window, string source)
    {
        list.Add(new Evidence("processors-used", window.ProcessorsUsed, "count", null, null, source,
            string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{window.ProcessorsUsed:0.00} processors are busy on average{(window.Processors is { } all ? $", of {all}" : "")}.")));
        if (window.Volume?.OthersBusy is { } others)
        {
            list.Add(new Evidence("processors-others", others, "count", null, null, source,
                string.Create(System.Globalization.CultureInfo.InvariantCulture, $"Others keep {others:0.00} processors of the machine busy on average.")));
        }

        if (window.Volume is not { Seconds: > 0 } volume)
        {
            return;
        }

        var calls = volume.ReadCalls + volume.WriteCalls;
        if (calls > 0)
        {
            list.Add(new Evidence("io-calls", calls / volume.Seconds, "perSecond", null, null, "procfs",
                $"{Say.Count(calls / volume.Seconds)} read and write calls a second, {Say.Count((volume.ReadBytes + volume.WrittenBytes) / (double)calls)} bytes each on average."));
            list.Add(new Evidence("disk-bytes", volume.DiskReadBytes + volume.DiskWrittenBytes, "bytes", null, null, "procfs",
                $"{Say.Count(volume.DiskReadBytes)} bytes were fetched from storage and {Say.Count(volume.DiskWrittenBytes)} sent to it."));
        }

        if (volume.ThrottledSeconds > 0)
        {
            list.Add(new Evidence("cpu-quota", volume.ThrottledSeconds, "seconds", null, Bound.Cpu, "procfs",
                $"The control group was held back by its processor quota for {Say.Seconds(volume.ThrottledSeconds)}."));
        }
    }

    private static void AddRuntime(
        ImmutableArray<Evidence>.Builder list, WindowFeatures window, GcUsage? gc, LockUsage locks, ThreadPoolUsage? pool)
    {
        if (gc is { Count: > 0 } && window.Seconds > 0)
        {
            list.Add(new Evidence("gc-pause-share", Math.Min(1, gc.PauseSeconds / window.Seconds), "fraction", null, null, "eventpipe",
                $"{Say.Count(gc.Count)} collections paused the program for {Say.Seconds(gc.PauseSeconds)}, {Say.Percent(gc.PauseSeconds / window.Seconds)} of the window."));
        }

        if (locks.ContentionSeconds > LocksWorthTelling * window.Seconds)
        {
            list.Add(new Evidence("lock-contention", locks.ContentionSeconds, "seconds", null, null, "eventpipe",
                $"Threads waited {(locks.Count == 1 ? "once" : $"{Say.Count(locks.Count)} times")} for a lock, {Say.Seconds(locks.ContentionSeconds)} in sum."));
        }

        if (pool is { StarvationAdjustments: > 0 })
        {
            list.Add(new Evidence("pool-starvation", pool.StarvationAdjustments, "count", 1, Bound.Neither, "eventpipe",
                $"The thread pool added workers {Say.Count(pool.StarvationAdjustments)} times because none made progress."));
        }

        if (pool is { QueueLengthMax: > 0 })
        {
            list.Add(new Evidence("pool-queue", pool.QueueLengthMax.Value, "count", null, null, "eventpipe",
                $"Up to {Say.Count(pool.QueueLengthMax.Value)} work items waited in the thread pool's queue."));
        }
    }
}
