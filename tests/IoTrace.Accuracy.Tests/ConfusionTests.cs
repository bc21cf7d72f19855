using IoTrace.Accuracy.Statistics;

namespace IoTrace.Accuracy.Tests;

public sealed class ConfusionTests
{
    [Fact]
    public void Each_pair_is_counted_where_it_belongs()
    {
        var confusion = new Confusion([("io", "io"), ("io", "io"), ("io", "cpu"), ("neither", "io")]);

        Assert.Equal(2, confusion["io", "io"]);
        Assert.Equal(1, confusion["io", "cpu"]);
        Assert.Equal(0, confusion["cpu", "io"]);
        Assert.Equal(["io", "neither"], confusion.Truths);
        Assert.Equal(["cpu", "io"], confusion.Sayings);
    }
}
