using IoTrace.Analysis.Verdicts;

namespace IoTrace.Analysis.Tests.Verdicts;

public class SummaryTests
{
    private static Phase Phase(double seconds, Bound bound, params Cause[] causes) => new(0, seconds, 0.2, new Verdict(bound, [.. causes], 0.9, null, ""), default);

    private static readonly Phase Read = Phase(1.04, Bound.Io, Cause.FileRead);

    [Fact]
    public void One_phase_is_none()
    {
        Assert.Equal("", Summary.Of([]));
        Assert.Equal("", Summary.Of([Read]));
    }

    [Fact]
    public void Phases_are_named_with_their_lengths() => Assert.Equal(
        " It has 3 phases: file-read for 1 s, then mixed (gc and network) for 2.5 s, then unknown for 0.3 s.",
        Summary.Of([Read, Phase(2.46, Bound.Mixed, Cause.Gc, Cause.Network), Phase(0.3, Bound.Unknown)]));

    [Fact]
    public void Of_more_than_four_the_rest_is_counted()
    {
        Assert.DoesNotContain("more", Summary.Of([Read, Read, Read, Read]), StringComparison.Ordinal);
        Assert.EndsWith("file-read for 1 s, then 1 more.", Summary.Of([Read, Read, Read, Read, Read]), StringComparison.Ordinal);
        Assert.EndsWith(", then 3 more.", Summary.Of([.. Enumerable.Repeat(Read, 7)]), StringComparison.Ordinal);
    }
}
