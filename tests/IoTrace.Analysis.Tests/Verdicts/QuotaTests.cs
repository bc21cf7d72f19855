using IoTrace.Analysis.Tests.Made;

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
        Assert.Contains(diagnosis.Evidence, e => e is { Id: "cpu-quota", Supports: Bound.Neither } && e.Value is > 1.5 and < 2.5);
    }

    [Fact]
    public void A_little_throttling_is_no_reason() => Assert.Equal(Cause.CpuUser, Full().Volume(0, 0, throttledPerSecond: 0.02).Diagnose().Cause());

    [Fact]
    public void Neighbours_are_named_where_no_quota_is_used_up()
    {
        var diagnosis = new RecordingBuilder(3).Main(Do.Compute(3), Do.Queue(7)).Diagnose();
        Assert.Equal(Cause.CpuContention, diagnosis.Cause());
        Assert.Contains("neighbours hold it back", diagnosis.Verdict.Summary, StringComparison.Ordinal);
        Assert.DoesNotContain("quota", diagnosis.Verdict.Summary, StringComparison.Ordinal);
    }
}
