using IoTrace.Accuracy.Trials;

namespace IoTrace.Accuracy.Tests;

public sealed class TruthTests
{
    [Theory]
    [InlineData(0.0, "cpu")]
    [InlineData(0.29, "cpu")]
    [InlineData(0.31, "cpu mixed")]
    [InlineData(0.45, "cpu io mixed")]
    [InlineData(0.55, "io cpu mixed")]
    [InlineData(0.69, "io mixed")]
    [InlineData(0.71, "io")]
    [InlineData(1.0, "io")]
    public void The_bound_is_what_more_than_half_of_the_time_goes_with_and_near_the_border_either(double io, string bounds) =>
        Assert.Equal(bounds, string.Join(' ', Truth.OfIo(io).Bounds));

    [Theory]
    [InlineData(0.0, 0.0, "neither")]
    [InlineData(0.1, 0.2, "neither")]
    [InlineData(0.1, 0.45, "cpu neither")]
    [InlineData(0.35, 0.35, "mixed")]
    [InlineData(0.35, 0.27, "neither")]
    public void What_neither_storage_nor_computing_takes_is_waiting_for_something_else(double io, double cpu, string bounds) =>
        Assert.Equal(bounds.Split(' ').Order(), new Truth(io, cpu).Bounds.Order());

    [Fact]
    public void There_is_always_a_right_bound()
    {
        for (var io = 0.0; io <= 1; io += 0.05)
            for (var cpu = 0.0; cpu <= 1 - io; cpu += 0.05)
                Assert.NotEmpty(new Truth(io, cpu).Bounds);
    }
}
