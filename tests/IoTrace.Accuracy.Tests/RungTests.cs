using IoTrace.Accuracy.Ladder;

namespace IoTrace.Accuracy.Tests;

public sealed class RungTests
{
    [Theory]
    [InlineData("0", 0, "0 us")]
    [InlineData("50", 50, "50 us")]
    [InlineData("400us", 400, "400 us")]
    [InlineData("20ms", 20_000, "20 ms")]
    public void A_latency_is_read_with_and_without_its_unit(string text, int microseconds, string said)
    {
        Assert.Equal(microseconds, Rung.Parse(text).Microseconds);
        Assert.Equal(said, $"{Rung.Parse(text)}");
    }

    [Theory]
    [InlineData("")]
    [InlineData("-1")]
    [InlineData("1s")]
    [InlineData("ms")]
    public void What_is_no_latency_is_refused_by_its_name(string text) =>
        Assert.Contains($"'{text}'", Assert.Throws<ArgumentException>(() => Rung.Parse(text)).Message, StringComparison.Ordinal);
}
