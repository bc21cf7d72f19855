using IoTrace.Accuracy.Statistics;

namespace IoTrace.Accuracy.Tests;

public sealed class ReliabilityTests
{
    [Fact]
    public void Every_verdict_is_in_one_bin()
    {
        double[] edges = [0, 0.49, 0.5, 0.7, 0.8, 0.9, 0.95, 0.99, 1];

        var bins = Reliability.Bins([.. edges.Select(confidence => (confidence, true))]);

        Assert.Equal(edges.Length, bins.Sum(b => b.Right.Of));
        Assert.All(bins, b => Assert.True(b.MeanConfidence >= b.From && b.MeanConfidence <= b.To, $"{b}"));
    }

    [Fact]
    public void A_bin_tells_what_was_promised_and_what_was_kept()
    {
        var bin = Reliability.Bins([(0.91, true), (0.93, true), (0.92, false), (0.94, true), (0.2, false)]).Single(b => b.From == 0.9);

        Assert.Equal(0.925, bin.MeanConfidence, 6);
        Assert.Equal(new Proportion(3, 4), bin.Right);
    }

    [Fact]
    public void An_empty_bin_promises_nothing() => Assert.All(Reliability.Bins([]), b => Assert.True(double.IsNaN(b.MeanConfidence)));
}
