using IoTrace.Analysis.Tallies;
using IoTrace.Analysis.Tests.Made;

namespace IoTrace.Analysis.Tests.Tallies;

public sealed class ToldAgainTests
{
    private readonly OperationTally tally = new(new RecordingBuilder().Build().Facts);

    [Fact]
    public void What_the_end_tells_again_counts_once()
    {
        Tell(sequence: 7, count: 10, atEnd: false);
        Tell(sequence: 8, count: 20, atEnd: false);
        Tell(sequence: 7, count: 10, atEnd: true);
        Tell(sequence: 8, count: 20, atEnd: true);
        Tell(sequence: 9, count: 3, atEnd: true);
        Assert.Equal(33, Reads);
    }

    [Fact]
    public void A_flush_that_reached_nobody_counts_when_the_end_tells_it()
    {
        Tell(sequence: 7, count: 10, atEnd: false);
        Tell(sequence: 7, count: 10, atEnd: true);
        Tell(sequence: 8, count: 20, atEnd: true);
        Assert.Equal(30, Reads);
    }

    [Fact]
    public void A_flush_that_tells_an_operation_in_two_parts_counts_both_once()
    {
        Tell(sequence: 7, count: 10, atEnd: false);
        Tell(sequence: 7, count: 5, atEnd: false);
        Tell(sequence: 7, count: 10, atEnd: true);
        Tell(sequence: 7, count: 5, atEnd: true);
        Assert.Equal(15, Reads);
    }

    private long Reads => Assert.Single(Assert.Single(tally.Files()).Operations).Count;

    private void Tell(long sequence, long count, bool atEnd) => tally.Take(new OperationsCounted(
        new Timestamp(sequence), ResourceKind.File, "/data", IoOperation.Read, count, 0, 0, new Duration(count), LatencyHistogram.Empty, sequence, atEnd));
}
