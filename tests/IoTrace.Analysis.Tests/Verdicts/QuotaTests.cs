using IoTrace.Analysis.Tests.Made;

using static IoTrace.Analysis.Tests.Made.Judged;

namespace IoTrace.Analysis.Tests.Verdicts;

/// <summary>Waiting for a processor: a quota, neighbours, or the program's own threads.</summary>
public class QuotaTests
{
    /// <summary>Two threads that together use up two processors and wait for them as long again.</summary>
    private static RecordingBuilder Full() => new RecordingBuilder(3, Noise.Levels[1]).On(2)
        .Main(Do.Wait(10_000))
        .Thread(101, "a", Do.Compute(5), Do.Queue(5)).Thread(102, "b", Do.Compute(5), Do.Queue(5))
        .Thread(103, "c", Do.Compute(5), Do.Queue(5)).Thread(104, "d", Do.Compute(5), Do.Queue(5));

    [Fact]
    public void A_program_whose_own_threads_fill_the_machine_computes() => Assert.Equal(Cause.CpuUser, Full().Diagnose().Cause());

    [Fact]
    public void The_same_held_back_by_a_quota_does_not()
    {
        var diagnosis = Full().Volume(0, 0, throttledPerSecond: 0.4).Diagnose();
        Assert.Equal(Cause.CpuContention, diagnosis.Cause());
        Assert.Contains("its control group's quota holds it back", diagnosis.Verdict.Summary, StringComparison.Ordinal);
        Assert.Contains(diagnosis.Evidence, e => e is { Id: "run-queue-own", Value: 0, Supports: Bound.Cpu } && e.Text.EndsWith("the rest to the quota.", StringComparison.Ordinal));
        Assert.Contains(diagnosis.Evidence, e => e is { Id: "cpu-quota", Supports: Bound.Cpu } && e.Value is > 1.5 and < 2.5);
    }

    [Fact]
    public void A_quota_is_certain_and_neighbours_are_inferred()
    {
        static RecordingBuilder Kept() => new RecordingBuilder(3, Noise.Levels[1]).Main(Do.Compute(5.7), Do.Queue(4.3));
        Assert.Equal(Cause.CpuContention, Kept().Volume(0, 0, throttledPerSecond: 0.4).Diagnose().Cause());
        var beside = Kept().Diagnose();
        Assert.Equal(Cause.CpuUser, beside.Cause());
        Assert.InRange(beside.Verdict.Confidence, 0.6, 0.9);
    }

    [Fact]
    public void A_little_throttling_is_no_reason() => Assert.Equal(Cause.CpuUser, Full().Volume(0, 0, throttledPerSecond: 0.02).Diagnose().Cause());

    /// <summary>As many threads that compute as long as they are on a processor, for a main that waits for them.</summary>
    private static Diagnosis Crowd(int threads, int? processors, double compute, double queue)
    {
        var builder = new RecordingBuilder(5, Noise.Levels[1]).On(processors).Main(Do.Wait(10_000));
        for (var i = 1; i <= threads; i++)
        {
            builder.Thread(100 + i, ".NET TP Worker", Do.Compute(compute), Do.Queue(queue));
        }

        return builder.Diagnose();
    }

    [Fact]
    public void Threads_that_wait_for_each_other_compute_also_where_the_machine_is_not_quite_full()
    {
        // Three on two processors get 0.67 of one each at most, and these get 0.55: what neighbours take is little.
        var diagnosis = Crowd(threads: 3, processors: 2, compute: 5.5, queue: 4.5);
        Assert.Equal(Cause.CpuUser, diagnosis.Cause());
        Assert.InRange(diagnosis.Verdict.Confidence, 0.9, 1);
        // The clock itself tells what was measured.
        Near(0.45, diagnosis.Wall(ThreadState.Runnable), 0.03);
        var evidence = Assert.Single(diagnosis.Evidence, e => e.Id == "run-queue-own");
        Assert.Equal(Bound.Cpu, evidence.Supports);
        // Of 0.45 on the run queue they would have 0.275 alone: the work takes one and a half times its processor time.
        Near(0.275 / 0.45, evidence.Value, 0.08);
        Assert.EndsWith("of that is due to the program's own threads, the rest to neighbours.", evidence.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_threads_on_a_machine_with_room_for_all_of_them_have_neighbours()
    {
        Assert.Equal(Cause.CpuUser, Crowd(threads: 3, processors: 1, compute: 4, queue: 6).Cause());
        Assert.Equal(Cause.CpuContention, Crowd(threads: 3, processors: 8, compute: 4, queue: 6).Cause());
        Assert.Equal(Cause.CpuContention, Crowd(threads: 3, processors: null, compute: 4, queue: 6).Cause());
    }

    [Fact]
    public void What_own_threads_could_have_had_is_the_neighbours_doing()
    {
        // Eight on two processors: a quarter of one each is theirs.
        Assert.Equal(Cause.CpuUser, Crowd(threads: 8, processors: 2, compute: 2.4, queue: 7.6).Cause());
        var starved = Crowd(threads: 8, processors: 2, compute: 1, queue: 9);
        Assert.Equal(Cause.CpuContention, starved.Cause());
        Near(0.6, starved.CauseShares.Single(s => s.Cause == Cause.CpuContention).Share, 0.06);
        Assert.Equal(Cause.CpuUser, starved.Verdict.RunnerUp?.Cause);
    }

    [Fact]
    public void Own_threads_and_neighbours_of_like_weight_leave_doubt() =>
        Assert.InRange(Crowd(threads: 4, processors: 2, compute: 2.5, queue: 7.5).Verdict.Confidence, 0.3, 0.8);

    [Fact]
    public void Compilation_that_is_kept_by_own_threads_is_compilation()
    {
        var builder = new RecordingBuilder(5).On(1).Main([.. Do.CompileStarved(10, 10)]).Thread(101, "other", Do.Queue(10), Do.Compile(10));
        Assert.Equal(Cause.Jit, builder.Diagnose().Cause());
    }

    [Fact]
    public void Neighbours_are_named_where_no_quota_is_used_up()
    {
        var diagnosis = new RecordingBuilder(3).Main(Do.Compute(3), Do.Queue(7)).Diagnose();
        Assert.Equal(Cause.CpuContention, diagnosis.Cause());
        Assert.Contains("neighbours hold it back", diagnosis.Verdict.Summary, StringComparison.Ordinal);
        Assert.DoesNotContain("quota", diagnosis.Verdict.Summary, StringComparison.Ordinal);
    }
}
