using IoTrace.Analysis.Verdicts;

namespace IoTrace.Analysis.Tests.Verdicts;

/// <summary>What --fail-on asks of a diagnosis.</summary>
public class CriterionTests
{
    private static readonly ImmutableArray<Evidence> AllEvidence =
    [
        .. new[] { "io-wait-share", "cpu-share", "neither-share", "run-queue-own", "io-calls", "cpu-quota", "gc-pause-share", "lock-contention", "pool-starvation", "pool-queue" }
            .Select(id => new Evidence(id, 1, "fraction", 0.5, Bound.Io, "procfs", id)),
    ];

    private static Diagnosis Of(Bound bound, params Cause[] causes) => new()
    {
        Target = new TargetInfo(1, "app", null, null, null, null),
        Window = new WindowInfo(DateTimeOffset.UnixEpoch, 1, false),
        Verdict = new Verdict(bound, [.. causes], 0.8, null, ""),
        CauseShares = [new(Cause.FileSync, 0.4), new(Cause.CpuUser, 0.35), new(Cause.Gc, 0.1), new(Cause.FileRead, 0.05)],
        WallClock = default,
        ThreadTime = default,
        Bounds = new WhatIfBounds(null, null),
        Evidence = AllEvidence,
        Quality = new Quality(0, [], new Overhead(null, null), []),
    };

    private static bool Matches(Diagnosis diagnosis, Bound bound) => new Criterion(bound, null, null, null).Matches(diagnosis);

    private static bool Matches(Diagnosis diagnosis, Cause cause) => new Criterion(null, cause, null, null).Matches(diagnosis);

    [Fact]
    public void A_mixed_verdict_is_mixed_and_both_of_its_causes_and_their_bounds()
    {
        var mixed = Of(Bound.Mixed, Cause.CpuUser, Cause.FileSync);
        Assert.All((Bound[])[Bound.Mixed, Bound.Io, Bound.Cpu], bound => Assert.True(Matches(mixed, bound)));
        Assert.All((Bound[])[Bound.Neither, Bound.Unknown], bound => Assert.False(Matches(mixed, bound)));
        Assert.All((Cause[])[Cause.CpuUser, Cause.FileSync], cause => Assert.True(Matches(mixed, cause)));
        Assert.All((Cause[])[Cause.Gc, Cause.FileRead], cause => Assert.False(Matches(mixed, cause)));
    }

    [Fact]
    public void A_plain_verdict_is_its_bound_and_its_cause_and_no_more()
    {
        var sync = Of(Bound.Io, Cause.FileSync);
        Assert.True(Matches(sync, Bound.Io) && Matches(sync, Cause.FileSync));
        Assert.False(Matches(sync, Bound.Mixed) || Matches(sync, Bound.Cpu) || Matches(sync, Cause.FileRead));
        Assert.True(Matches(Of(Bound.Unknown), Bound.Unknown));
        Assert.False(Matches(Of(Bound.Unknown), Bound.Io));
    }

    [Fact]
    public void A_share_counts_whatever_the_verdict_and_a_confidence_is_that_of_the_verdict()
    {
        var sync = Of(Bound.Io, Cause.FileSync);
        Assert.True(new Criterion(null, Cause.Gc, 0.09, 0.8).Matches(sync));
        Assert.False(new Criterion(null, Cause.Gc, 0.1, null).Matches(sync));
        Assert.True(new Criterion(Bound.Cpu, null, 0.44, null).Matches(sync));
        Assert.False(new Criterion(Bound.Io, null, null, 0.81).Matches(sync));
        Assert.False(new Criterion(null, Cause.Gc, 0.01, null).Matches(Of(Bound.Unknown)));
        Assert.Equal(0.45, new Criterion(Bound.Io, null, null, null).Share(sync)!.Value, 6);
        Assert.Equal(0, new Criterion(null, Cause.Jit, null, null).Share(sync));
        Assert.Null(new Criterion(Bound.Mixed, null, null, null).Share(sync));
    }

    [Theory]
    [InlineData(null, Cause.Gc, "gc-pause-share")]
    [InlineData(null, Cause.FileSync, "io-wait-share")]
    [InlineData(null, Cause.CpuUser, "cpu-share")]
    [InlineData(null, Cause.CpuKernelIo, "io-calls")]
    [InlineData(null, Cause.Sleep, "neither-share")]
    [InlineData(null, Cause.CpuContention, "cpu-quota")]
    [InlineData(null, Cause.LockContention, "lock-contention")]
    [InlineData(null, Cause.ThreadPoolStarvation, "pool-starvation")]
    [InlineData(null, Cause.Network, "io-wait-share")]
    [InlineData(Bound.Io, null, "io-wait-share")]
    [InlineData(Bound.Cpu, null, "cpu-share")]
    [InlineData(Bound.Neither, null, "neither-share")]
    [InlineData(Bound.Mixed, null, "io-wait-share cpu-share")]
    [InlineData(Bound.Unknown, null, "")]
    public void The_evidence_is_about_what_was_asked(Bound? bound, Cause? cause, string ids) =>
        Assert.Equal(ids, string.Join(' ', new Criterion(bound, cause, null, null).Evidence(Of(Bound.Io, Cause.FileSync)).Select(e => e.Id)));

    [Fact]
    public void Evidence_that_is_not_there_is_stood_in_for_by_the_bounds()
    {
        var without = Of(Bound.Io, Cause.FileSync) with { Evidence = [.. AllEvidence.Where(e => e.Id is "cpu-share" or "pool-queue")] };
        Assert.Equal("cpu-share", Assert.Single(new Criterion(null, Cause.Gc, null, null).Evidence(without)).Id);
        Assert.Equal("pool-queue", Assert.Single(new Criterion(null, Cause.ThreadPoolStarvation, null, null).Evidence(without)).Id);
        Assert.Empty(new Criterion(Bound.Io, null, null, null).Evidence(without));
    }
}
