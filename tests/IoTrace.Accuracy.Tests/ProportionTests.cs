using IoTrace.Accuracy.Statistics;

namespace IoTrace.Accuracy.Tests;

public sealed class ProportionTests
{
    /// <summary>Against R's prop.test(x, n, correct = FALSE) and the worked examples of Newcombe 1998, table I.</summary>
    [Theory]
    [InlineData(81, 263, 0.2553, 0.3662)]
    [InlineData(15, 148, 0.0624, 0.1605)]
    [InlineData(0, 20, 0.0000, 0.1611)]
    [InlineData(1, 29, 0.0061, 0.1718)]
    [InlineData(20, 20, 0.8389, 1.0000)]
    public void The_interval_is_Wilsons(int count, int of, double low, double high)
    {
        var proportion = new Proportion(count, of);

        Assert.Equal(low, proportion.Low, 0.0001);
        Assert.Equal(high, proportion.High, 0.0001);
    }

    [Fact]
    public void Nothing_counted_is_no_share() => Assert.Equal("-", new Proportion(0, 0).ToString());
}
