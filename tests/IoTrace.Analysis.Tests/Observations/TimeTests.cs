namespace IoTrace.Analysis.Tests.Observations;

public class TimeTests
{
    private static readonly Timestamp Early = new(1_000);
    private static readonly Timestamp Late = new(3_000);

    [Fact]
    public void The_earlier_and_the_later_of_two_are_told_in_either_order()
    {
        Assert.Equal(Early, Timestamp.Min(Early, Late));
        Assert.Equal(Early, Timestamp.Min(Late, Early));
        Assert.Equal(Late, Timestamp.Max(Early, Late));
        Assert.Equal(Late, Timestamp.Max(Late, Early));
    }

    [Fact]
    public void Instants_are_in_order()
    {
        Assert.True(Early < Late && Early <= Late && Late > Early && Late >= Early);
        Assert.False(Late < Early || Late <= Early || Early > Late || Early >= Late);
        Assert.False(new Timestamp(1_000) < Early || new Timestamp(1_000) > Early);
        Assert.True(new Timestamp(1_000) <= Early && new Timestamp(1_000) >= Early);
        Assert.Equal([Early, Late], new[] { Late, Early }.Order());
    }

    [Fact]
    public void Spans_are_in_order_and_add_up()
    {
        var (brief, length) = (new Duration(500), Late - Early);
        Assert.Equal(new Duration(2_000), length);
        Assert.Equal(new Timestamp(3_500), Late + brief);
        Assert.Equal((new Duration(2_500), new Duration(1_500)), (length + brief, length - brief));
        Assert.True(brief < length && brief <= length && length > brief && length >= brief);
        Assert.False(length < brief || length <= brief || brief > length || brief >= length);
        Assert.True(new Duration(500) <= brief && new Duration(500) >= brief);
        Assert.False(new Duration(500) < brief || new Duration(500) > brief);
        Assert.Equal([brief, length], new[] { length, brief }.Order());
        Assert.Equal(1.5, Duration.FromSeconds(1.5).Seconds);
        Assert.Equal(0.0015, Duration.FromMilliseconds(1.5).Seconds);
    }
}
