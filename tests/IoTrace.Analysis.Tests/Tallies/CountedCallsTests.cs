using IoTrace.Analysis.Tallies;

namespace IoTrace.Analysis.Tests.Tallies;

public class CountedCallsTests
{
    private static readonly ProbeActive Active = new(default);

    private static OperationsCounted Counted(IoOperation operation, long count, long sequence = 1, bool atEnd = false) =>
        new(default, ResourceKind.File, "/srv/a", operation, count, 0, 0, Duration.Zero, LatencyHistogram.Empty, sequence, atEnd);

    private static long? Reads(params Observation[] observations) => CountedCalls.Of(observations, c => c.Operation == IoOperation.Read);

    [Fact]
    public void Those_that_are_asked_for_are_summed_up() =>
        Assert.Equal(12, Reads(Active, Counted(IoOperation.Read, 5), Counted(IoOperation.Write, 100), Counted(IoOperation.Read, 7, 2)));

    [Fact]
    public void None_is_a_count_too() => Assert.Equal(0, Reads(Active));

    [Fact]
    public void Without_the_probe_nobody_knows() => Assert.Null(Reads(Counted(IoOperation.Read, 5)));

    [Fact]
    public void Nor_where_something_was_lost()
    {
        Assert.Null(Reads(Active, Counted(IoOperation.Read, 5), new EventsDropped(default, 1)));
        Assert.Null(Reads(Active, Counted(IoOperation.Read, 5), new StreamTruncated(default, "operations.nettrace")));
    }

    [Fact]
    public void What_is_told_again_at_the_end_counts_once() =>
        Assert.Equal(11, Reads(Active, Counted(IoOperation.Read, 5, 1), Counted(IoOperation.Read, 5, 1, atEnd: true), Counted(IoOperation.Read, 6, 2, atEnd: true)));

    [Fact]
    public void Each_of_two_parts_is_told_again()
    {
        Observation[] parts = [Active, Counted(IoOperation.Read, 1, 3), Counted(IoOperation.Read, 2, 3)];
        Assert.Equal(3, Reads([.. parts, Counted(IoOperation.Read, 1, 3, atEnd: true), Counted(IoOperation.Read, 2, 3, atEnd: true)]));
        Assert.Equal(7, Reads([.. parts, Counted(IoOperation.Read, 1, 3, atEnd: true), Counted(IoOperation.Read, 2, 3, atEnd: true), Counted(IoOperation.Read, 4, 3, atEnd: true)]));
    }
}
