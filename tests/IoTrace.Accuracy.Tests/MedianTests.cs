using IoTrace.Accuracy.Statistics;

namespace IoTrace.Accuracy.Tests;

public sealed class MedianTests
{
    [Fact]
    public void It_is_the_value_in_the_middle()
    {
        Assert.Equal(2, Median.Of([9, 1, 2]));
        Assert.Equal(2.5, Median.Of([9, 1, 2, 3]));
        Assert.Null(Median.Of([]));
    }
}
