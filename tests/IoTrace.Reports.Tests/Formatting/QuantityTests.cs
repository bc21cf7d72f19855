using IoTrace.Reports.Formatting;
using IoTrace.Reports.Tests.Support;

namespace IoTrace.Reports.Tests.Formatting;

public sealed class QuantityTests
{
    [Theory]
    [InlineData(0, "0 s")]
    [InlineData(-1e-9, "0 s")]
    [InlineData(double.NaN, "?")]
    [InlineData(double.PositiveInfinity, "?")]
    [InlineData(3e-10, "<1 ns")]
    [InlineData(2.9e-7, "290 ns")]
    [InlineData(3.1e-6, "3.10 µs")]
    [InlineData(2.9e-4, "290 µs")]
    [InlineData(9.996e-4, "1.00 ms")]
    [InlineData(0.013, "13.0 ms")]
    [InlineData(0.9996, "1.00 s")]
    [InlineData(9.1, "9.10 s")]
    [InlineData(9.996, "10.0 s")]
    [InlineData(119.4, "119 s")]
    [InlineData(119.6, "2 min 00 s")]
    [InlineData(125, "2 min 05 s")]
    [InlineData(3599.6, "1 h 00 min")]
    [InlineData(90000, "25 h 00 min")]
    public void A_duration_has_three_significant_digits_and_a_unit(double seconds, string expected) =>
        Assert.Equal(expected, Quantity.Duration(seconds));

    [Theory]
    [InlineData(0, "0 B")]
    [InlineData(1, "1 B")]
    [InlineData(1000, "1,000 B")]
    [InlineData(1024, "1.00 KiB")]
    [InlineData(123740160, "118 MiB")]
    [InlineData(1.2e9, "1.12 GiB")]
    [InlineData(1.2e16, "10.7 PiB")]
    public void Bytes_have_binary_units(double bytes, string expected) => Assert.Equal(expected, Quantity.Bytes(bytes));

    [Theory]
    [InlineData(0, "0 %", "0.0 %")]
    [InlineData(0.0004, "<0.1 %", "<0.1 %")]
    [InlineData(0.0618, "6.2 %", "6.2 %")]
    [InlineData(0.0996, "10 %", "10.0 %")]
    [InlineData(0.914, "91 %", "91.4 %")]
    [InlineData(0.9962, "99.6 %", "99.6 %")]
    [InlineData(0.99999, "100 %", "100.0 %")]
    [InlineData(double.NaN, "? %", "? %")]
    public void A_share_is_shorter_in_a_sentence_than_in_a_column(double fraction, string sentence, string column)
    {
        Assert.Equal(sentence, Quantity.Percent(fraction));
        Assert.Equal(column, Quantity.PercentInColumn(fraction));
    }

    [Fact]
    public void An_interval_names_its_unit_once()
    {
        Assert.Equal("88–93 %", Quantity.PercentRange(0.884, 0.931));
        Assert.Equal("50 %", Quantity.PercentRange(0.497, 0.499));
        Assert.Equal("2.41–3.44 s", Quantity.DurationRange(2.41, 3.44));
        Assert.Equal("910 ms–1.20 s", Quantity.DurationRange(0.91, 1.2));
        Assert.Equal("119 s–2 min 05 s", Quantity.DurationRange(119, 125));
    }

    [Theory]
    [InlineData(0.917, "12 x")]
    [InlineData(0.04, "1.04 x")]
    [InlineData(0.999, "100 x and more")]
    [InlineData(0, null)]
    [InlineData(double.NaN, null)]
    public void A_speed_up_is_the_reciprocal_of_what_is_left(double reduction, string? expected) =>
        Assert.Equal(expected, Quantity.SpeedUp(reduction));

    [Fact]
    public void Quantities_are_the_same_in_every_culture()
    {
        foreach (var name in Culture.Names)
        {
            using var culture = new Culture(name);
            Assert.Equal(
                "1.50 s 1,234,567 1.50 KiB 1.5 % 2026-01-02 03:04:05 UTC",
                $"{Quantity.Duration(1.5)} {Quantity.Count(1234567)} {Quantity.Bytes(1536)} {Quantity.Percent(0.015)} {Quantity.Instant(Made.Diagnoses.Start)}");
        }
    }

    [Fact]
    public void The_cultures_of_these_tests_are_real()
    {
        using var culture = new Culture("de-DE");
        Assert.Equal("1,5", $"{1.5}");
    }
}
