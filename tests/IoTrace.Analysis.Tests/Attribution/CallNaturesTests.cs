using IoTrace.Analysis.Attribution;

namespace IoTrace.Analysis.Tests.Attribution;

/// <summary>What tells a wait from a copy, by operation and resource.</summary>
public sealed class CallNaturesTests
{
    private readonly CallNatures natures = new(new MemoryCost(Call: 1e-6, Byte: 0, Name: 1e-6), new CallTimes());

    [Fact]
    public void A_call_that_is_blocked_for_longer_than_it_runs_waits_and_would_cost_what_memory_costs()
    {
        Take("/log", IoOperation.WriteThrough, count: 1000, seconds: 0.25, cpu: 0.05);
        var nature = natures.Of(ThreadState.FileSync);
        Assert.Equal((1, 1), (nature.CpuOfWaits, nature.OffOfWaits));
        Assert.Equal(0.001 / 0.25, nature.MemoryOfWaits, 9);
    }

    [Fact]
    public void A_call_that_mostly_runs_is_a_copy_unless_it_works_far_more_than_memory_would_cost()
    {
        Take("/cached", IoOperation.Read, count: 1000, seconds: 0.002, cpu: 0.0018);
        Assert.Equal(0, natures.Of(ThreadState.FileRead).CpuOfWaits);
        Assert.Equal(0.001 / 0.0018, natures.MemoryOfCopies, 9);
        Take("/in-user-mode", IoOperation.Write, count: 1000, seconds: 0.035, cpu: 0.02);
        Assert.Equal(1, natures.Of(ThreadState.FileWrite).CpuOfWaits);
    }

    [Fact]
    public void Resources_are_told_apart()
    {
        Take("/cold", IoOperation.Read, count: 10, seconds: 0.03, cpu: 0.01);
        Take("/cached", IoOperation.Read, count: 10_000, seconds: 0.03, cpu: 0.03);
        Assert.Equal(0.25, natures.Of(ThreadState.FileRead).CpuOfWaits, 9);
        Assert.Equal(1, natures.Of(ThreadState.FileRead).OffOfWaits, 9);
        Assert.True(natures.Counts("/cold", ThreadState.FileRead));
        Assert.False(natures.Counts("/cold", ThreadState.FileSync));
        Assert.Equal(CallNature.Unknown, natures.Of(ThreadState.FileMetadata));
    }

    private void Take(string name, IoOperation operation, long count, double seconds, double cpu) => natures.Take(
        new OperationsCounted(new Timestamp(0), ResourceKind.File, name, operation, count, 0, 0, Duration.FromSeconds(seconds), LatencyHistogram.Empty, 1, AtEnd: false)
        {
            Cpu = new CpuSample(count, Duration.FromSeconds(seconds), Duration.FromSeconds(cpu)),
        }, 1);
}
