using IoTrace.Analysis.Verdicts.Figures;

namespace IoTrace.Analysis.Tests.Verdicts.Figures;

public class AmountTests
{
    [Theory]
    [InlineData(0, null)]
    [InlineData(0.009, null)]
    [InlineData(0.04, "0.04")]
    [InlineData(9.5, "9.5")]
    [InlineData(42.27, "42.3")]
    [InlineData(12_289.4, "12,289")]
    public void A_number_is_short_and_never_nothing(double number, string? said) => Assert.Equal(said, Amount.Number(number));

    [Theory]
    [InlineData(0, null)]
    [InlineData(512, "512 bytes")]
    [InlineData(4096, "4 KiB")]
    [InlineData(1_572_864, "1.5 MiB")]
    [InlineData(5e15, "4,547 TiB")]
    public void Bytes_have_a_unit(double bytes, string? said) => Assert.Equal(said, Amount.Bytes(bytes));

    [Theory]
    [InlineData(null, null)]
    [InlineData(0.0, null)]
    [InlineData(2.17e-4, "217 µs")]
    [InlineData(0.0034, "3.4 ms")]
    [InlineData(12.0, "12 s")]
    public void A_time_has_a_unit(double? seconds, string? said) => Assert.Equal(said, Amount.Time(seconds));

    [Fact]
    public void A_few_operations_have_no_percentiles()
    {
        Assert.Null(Amount.Percentile(0.1, 99));
        Assert.Equal("100 ms", Amount.Percentile(0.1, 100));
    }

    [Fact]
    public void A_share_of_nothing_is_not_told()
    {
        Assert.Null(Amount.Share(0.0004));
        Assert.Equal("0.1 %", Amount.Share(0.0005));
        Assert.Equal("84 %", Amount.Share(0.84));
        Assert.Null(Amount.Ratio(1, 0));
        Assert.Equal(0.5, Amount.Ratio(1, 2));
    }
}
