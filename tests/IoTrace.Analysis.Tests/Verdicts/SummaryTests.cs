using IoTrace.Analysis.Verdicts;

namespace IoTrace.Analysis.Tests.Verdicts;

public class SummaryTests
{
    private static Phase Phase(double seconds, Bound bound, params Cause[] causes) => new(0, seconds, 0.2, new Verdict(bound, [.. causes], 0.9, null, ""), default);

    private static readonly Phase Read = Phase(1.04, Bound.Io, Cause.FileRead);

    [Fact]
    public void One_phase_is_none()
    {
        Assert.Equal("", Summary.Of([], false));
        Assert.Equal("", Summary.Of([Read], false));
    }

    [Fact]
    public void Phases_are_named_with_their_lengths() => Assert.Equal(
        " It has 3 phases: file-read for 1 s, then mixed (gc and network) for 2.5 s, then unknown for 0.3 s.",
        Summary.Of([Read, Phase(2.46, Bound.Mixed, Cause.Gc, Cause.Network), Phase(0.3, Bound.Unknown)], false));

    [Fact]
    public void Of_more_than_four_the_rest_is_counted()
    {
        Assert.DoesNotContain("more", Summary.Of([Read, Read, Read, Read], false), StringComparison.Ordinal);
        Assert.EndsWith("file-read for 1 s, then 1 more.", Summary.Of([Read, Read, Read, Read, Read], false), StringComparison.Ordinal);
        Assert.EndsWith(", then 3 more.", Summary.Of([.. Enumerable.Repeat(Read, 7)], false), StringComparison.Ordinal);
        // The start-up is one of them, and left out.
        Assert.Contains("It has 3 phases: start-up for 1 s, then file-read", Summary.Of([Read, Read, Read], true), StringComparison.Ordinal);
        Assert.EndsWith("start-up of 1 s before it is left out.", Summary.Of([Read, Read], true), StringComparison.Ordinal);
    }

    /// <summary>A verdict is for the bound with the most, which another cause alone can have more of than its leading one.</summary>
    [Theory]
    [InlineData(Cause.FileRead, Cause.FileWrite, Cause.CpuUser, " All input and output takes 55 %.")]
    [InlineData(Cause.CpuUser, Cause.Gc, Cause.Network, " All processing takes 55 %.")]
    [InlineData(Cause.Sleep, Cause.LockContention, Cause.Network, " All waiting that is no input or output takes 55 %.")]
    [InlineData(Cause.CpuContention, Cause.CpuUser, Cause.Network, " That is 55 % of what its processing takes, 55 % of the time.")]
    public void Where_another_cause_has_more_of_the_time_the_sum_is_told(Cause cause, Cause beside, Cause another, string told)
    {
        var shares = new Dictionary<Cause, double> { [cause] = 0.3, [beside] = 0.25, [another] = 0.45 };
        Assert.EndsWith("." + told, Summary.Of(new Ruling(cause.BoundOf(), [cause]), shares, new Subject([], [], null, []), null), StringComparison.Ordinal);

        shares[another] = 0.3;
        Assert.DoesNotContain(told, Summary.Of(new Ruling(cause.BoundOf(), [cause]), shares, new Subject([], [], null, []), null), StringComparison.Ordinal);
    }
}
