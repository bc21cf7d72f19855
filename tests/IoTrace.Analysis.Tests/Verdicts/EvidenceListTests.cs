using IoTrace.Analysis.Tallies;
using IoTrace.Analysis.Verdicts;

using static IoTrace.Analysis.Tests.Made.Judged;

namespace IoTrace.Analysis.Tests.Verdicts;

public class EvidenceListTests
{
    private static readonly LockUsage NoLocks = new(0, 0, []);

    private static WindowFeatures Window(IoVolume? volume = null, double seconds = 10) => new(default, 1.5, 4, seconds, volume);

    private static StateTimes Wall(double io, double cpu, double neither, double kept = 0)
    {
        var wall = new StateTimes();
        (wall[ThreadState.FileRead], wall[ThreadState.Pipe], wall[ThreadState.Gc], wall[ThreadState.Sleep], wall[ThreadState.Runnable]) = (io / 2, io / 2, cpu, neither, kept);
        return wall;
    }

    private static Dictionary<string, Evidence> Of(
        WindowFeatures? window = null, double runQueue = 0, GcUsage? gc = null, LockUsage? locks = null, ThreadPoolUsage? pool = null, StateTimes? wall = null)
    {
        var features = new Features(wall ?? Wall(0.2, 0.2, 0.6), window ?? Window()) { RunQueue = runQueue };
        return EvidenceList.Of(features, Judge.Rule(features).Tests, gc, locks ?? NoLocks, pool, "procfs").ToDictionary(e => e.Id);
    }

    [Fact]
    public void The_three_shares_are_always_told_each_with_the_value_from_which_it_decides()
    {
        var all = Of(wall: Wall(0.45, 0.2, 0.35));
        var (io, cpu, neither) = (all["io-wait-share"], all["cpu-share"], all["neither-share"]);
        Assert.Equal(("fraction", Bound.Io, "procfs"), (io.Unit, io.Supports, io.Source));
        Near(0.62 * 0.65, io.Threshold!.Value, 1e-9);
        Assert.Equal(
            "45 % of the wall clock goes to I/O: waiting for it, and the work inside those calls. From 40 % on the verdict is I/O-bound; from 25 % on it is mixed.", io.Text);
        Assert.Null(cpu.Supports);
        Near(0.62 * 0.65, cpu.Threshold!.Value, 1e-9);
        Assert.Null(neither.Supports);
        Near(0.65, neither.Threshold!.Value, 1e-9);
        Assert.Equal(
            "35 % of the wall clock goes to neither I/O nor CPU work: locks, timers, or nothing to do. Above 65 %, the share of all else, the verdict is neither.", neither.Text);
        Assert.Equal(Bound.Cpu, Of(wall: Wall(0.1, 0.5, 0.4))["cpu-share"].Supports);
        Assert.Equal(new Evidence("processors-used", 1.5, "count", null, null, "procfs", "1.50 processors are busy on average, of 4."), all["processors-used"]);
        Assert.Equal("1.50 processors are busy on average.", Of(Window() with { Processors = null })["processors-used"].Text);
        Assert.Equal(4, all.Count);
    }

    [Fact]
    public void In_a_mixture_both_count_from_where_they_matter()
    {
        var all = Of(wall: Wall(0.3, 0.3, 0.4));
        Assert.All(["io-wait-share", "cpu-share"], id => Assert.Equal(Bound.Mixed, all[id].Supports));
        Near(0.38 * 0.6, all["cpu-share"].Threshold!.Value, 1e-9);
    }

    [Fact]
    public void Where_neither_decides_the_other_two_are_not_weighed()
    {
        var all = Of(wall: Wall(0.3, 0.1, 0.6));
        Assert.Equal(Bound.Neither, all["neither-share"].Supports);
        Assert.All(["io-wait-share", "cpu-share"], id => Assert.Null(all[id].Supports));
    }

    [Fact]
    public void Where_too_little_was_seen_nothing_speaks_for_anything() =>
        Assert.All(Of(Window() with { Disagreement = 0.9 }, wall: Wall(0.9, 0.1, 0)).Values, e => Assert.Null(e.Supports));

    /// <summary>Who reads the list alone comes to the same answer.</summary>
    [Fact]
    public void The_judgement_can_be_made_again_from_the_list()
    {
        var random = new Random(15);
        for (var i = 0; i < 5000; i++)
        {
            var wall = new StateTimes();
            foreach (var state in (ReadOnlySpan<ThreadState>)[ThreadState.FileRead, ThreadState.Network, ThreadState.CpuUser, ThreadState.Gc, ThreadState.Lock, ThreadState.Idle, ThreadState.Runnable])
            {
                wall[state] = Math.Pow(random.NextDouble(), 2);
            }

            var features = Features.Of(wall.Normalised(), Window(random.Next(4) == 0 ? new IoVolume(10, 0, 0, 0, 0, 0, 0, 3) : null));
            var list = EvidenceList.Of(features, Judge.Rule(features).Tests, null, NoLocks, null, "procfs").ToDictionary(e => e.Id);
            var (io, cpu, neither) = (list["io-wait-share"], list["cpu-share"], list["neither-share"]);
            var again = list.TryGetValue("kept-waiting", out var kept) && kept.Supports is { } starved && kept.Value > kept.Threshold ? starved
                : neither.Value > neither.Threshold ? Bound.Neither
                : io.Value > io.Threshold && cpu.Value > cpu.Threshold ? Bound.Mixed
                : io.Value > io.Threshold ? Bound.Io
                : Bound.Cpu;
            Assert.Equal(Judge.Rule(features).Bound, again);
            Assert.All([io, cpu, neither], e => Assert.True(e.Supports is null || e.Value >= e.Threshold, e.Id));
            Assert.Contains(list.Values, e => e.Supports == again);
        }
    }

    [Fact]
    public void The_run_queue_is_told_with_who_is_to_blame()
    {
        Assert.DoesNotContain("run-queue-own", Of(runQueue: 0.05).Keys);
        Assert.DoesNotContain("kept-waiting", Of(runQueue: 0.05).Keys);
        var neighbours = Of(Window() with { OwnQueueOfRunnable = 0.5 }, runQueue: 0.06)["run-queue-own"];
        Assert.Equal((0.5, Bound.Cpu), (neighbours.Value, neighbours.Supports));
        Assert.EndsWith("6 % of the wall clock is spent waiting for a CPU; 50 % of that is due to the program's own threads, the rest to neighbours.", neighbours.Text, StringComparison.Ordinal);
        Assert.Equal(Bound.Cpu, Of(Window() with { OwnQueueOfRunnable = 0.51 }, runQueue: 0.06)["run-queue-own"].Supports);
        Assert.EndsWith("the rest to the quota.", Of(Window(new IoVolume(10, 0, 0, 0, 0, 0, 0, 3)), runQueue: 0.3)["run-queue-own"].Text, StringComparison.Ordinal);
        var kept = Of(runQueue: 0.6, wall: Wall(0, 0.4, 0, kept: 0.6))["kept-waiting"];
        Assert.Equal((0.6, 0.5, Bound.Cpu), (kept.Value, kept.Threshold, kept.Supports));
        Assert.Equal(0.35, Of(Window(new IoVolume(10, 0, 0, 0, 0, 0, 0, 3)), runQueue: 0.3)["kept-waiting"].Threshold);
    }

    [Fact]
    public void Volume_is_told_a_second_and_a_call()
    {
        var all = Of(Window(new IoVolume(10, 3000, 1000, 30, 10, 500, 700, 0)));
        Assert.Equal(new Evidence("io-calls", 4, "perSecond", null, null, "procfs", "4 read and write calls a second, 100 bytes each on average."), all["io-calls"]);
        Assert.Equal(new Evidence("disk-bytes", 1200, "bytes", null, null, "procfs", "500 bytes were fetched from storage and 700 sent to it."), all["disk-bytes"]);
        Assert.DoesNotContain("cpu-quota", all.Keys);
        Assert.DoesNotContain("io-calls", Of(Window(new IoVolume(10, 0, 0, 0, 0, 5, 5, 0))).Keys);
        Assert.DoesNotContain("io-calls", Of(Window(new IoVolume(0, 3000, 1000, 30, 10, 500, 700, 1))).Keys);
        var quota = Of(Window(new IoVolume(10, 0, 0, 0, 0, 0, 0, 2)))["cpu-quota"];
        Assert.Equal((2, "seconds", Bound.Cpu, "procfs"), (quota.Value, quota.Unit, quota.Supports, quota.Source));
        Assert.Contains("held back by its processor quota for 2", quota.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Collections_are_told_with_their_share()
    {
        var gc = Of(gc: new GcUsage(2.5, 40, 30, 8, 2, 0.5, 1))["gc-pause-share"];
        Assert.Equal((0.25, "fraction", "eventpipe"), (gc.Value, gc.Unit, gc.Source));
        Assert.Contains("40 collections paused the program for 2.5", gc.Text, StringComparison.Ordinal);
        Assert.Contains("25 % of the window", gc.Text, StringComparison.Ordinal);
        Assert.Equal(1, Of(gc: new GcUsage(25, 40, 30, 8, 2, 0.5, 1))["gc-pause-share"].Value);
        Assert.DoesNotContain("gc-pause-share", Of(gc: new GcUsage(0, 0, 0, 0, 0, null, 9)).Keys);
        Assert.DoesNotContain("gc-pause-share", Of(Window(seconds: 0), gc: new GcUsage(1, 1, 1, 0, 0, null, 9)).Keys);
    }

    [Fact]
    public void Locks_are_told_from_a_hundredth_of_the_window()
    {
        Assert.DoesNotContain("lock-contention", Of(locks: new LockUsage(0.1, 5, [])).Keys);
        var locks = Of(locks: new LockUsage(0.2, 5, []))["lock-contention"];
        Assert.Equal((0.2, "seconds", "eventpipe"), (locks.Value, locks.Unit, locks.Source));
        Assert.StartsWith("Threads waited 5 times for a lock, ", locks.Text, StringComparison.Ordinal);
        Assert.StartsWith("Threads waited once for a lock, ", Of(locks: new LockUsage(0.2, 1, []))["lock-contention"].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_pools_troubles_are_told()
    {
        var all = Of(pool: new ThreadPoolUsage(4, 3, 0, 17, null));
        Assert.Equal(new Evidence("pool-starvation", 3, "count", 1, Bound.Neither, "eventpipe", "The thread pool added workers 3 times because none made progress."), all["pool-starvation"]);
        Assert.Equal(new Evidence("pool-queue", 17, "count", null, null, "eventpipe", "Up to 17 work items waited in the thread pool's queue."), all["pool-queue"]);
        Assert.Equal(4, Of(pool: new ThreadPoolUsage(4, 0, 2, 0, 8)).Count);
        Assert.Equal(4, Of(pool: new ThreadPoolUsage(4, 0, 2, null, 8)).Count);
    }

    [Fact]
    public void Unanswered_connections_are_told_from_a_twentieth_of_the_window()
    {
        Assert.Empty(EvidenceList.OfUnanswered(0.5, 10));
        var evidence = Assert.Single(EvidenceList.OfUnanswered(0.6, 10));
        Assert.Equal(("answers-outstanding", 0.6, "seconds", Bound.Io, "sock_diag"), (evidence.Id, evidence.Value, evidence.Unit, evidence.Supports, evidence.Source));
    }
}
