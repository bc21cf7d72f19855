using IoTrace.Workloads.Statistics;

namespace IoTrace.Workloads.Tests.Statistics;

public sealed class MannWhitneyTests
{
    // Exact values from the recurrence, as in R: wilcox.test(1:5, 6:10)$p.value is 2/252.
    [Fact]
    public void Samples_that_do_not_overlap_have_the_least_p_value_there_is() =>
        Assert.Equal(2.0 / 252, MannWhitney.PValue([1, 2, 3, 4, 5], [6, 7, 8, 9, 10]), 12);

    [Fact]
    public void Interleaved_samples_are_alike() => Assert.True(MannWhitney.PValue([1, 3, 5, 7, 9], [2, 4, 6, 8, 10]) > 0.6);

    [Fact]
    public void Direction_does_not_matter() =>
        Assert.Equal(MannWhitney.PValue([1, 2, 7], [3, 4, 5, 6]), MannWhitney.PValue([3, 4, 5, 6], [1, 2, 7]), 12);

    [Fact]
    public void Equal_values_prove_nothing() => Assert.Equal(1, MannWhitney.PValue([1, 1, 1], [1, 1, 1]));

    // Lehmann, Nonparametrics (1975), section 1.4: z = (|U - nm/2| - 1/2) / sqrt(nm/12 (N + 1 - sum(t³ - t) / (N (N - 1)))), and p = 2 (1 - Φ(z)).
    // U is 8.5 of 36 pairs; 2 is there three times, 4 and 6 twice: the sum is 36, and z is 9 / sqrt(3 (13 - 36/132)). Without the ties p would be
    // 0.1495, without the half 0.1242. R: wilcox.test(c(1,2,2,3,5,6), c(2,4,4,6,7,8), exact = FALSE).
    [Fact]
    public void Ties_are_corrected_for() =>
        Assert.Equal(0.1452510, MannWhitney.PValue([1, 2, 2, 3, 5, 6], [2, 4, 4, 6, 7, 8]), 6);

    // The example of R's manual, wilcox.test(Ozone ~ Month, airquality, subset = Month %in% c(5, 8), exact = FALSE): W = 127.5, p-value = 0.0001208.
    [Fact]
    public void The_published_value_of_a_sample_with_ties_is_met()
    {
        double[] may = [41, 36, 12, 18, 28, 23, 19, 8, 7, 16, 11, 14, 18, 14, 34, 6, 30, 11, 1, 11, 4, 32, 23, 45, 115, 37];
        double[] august = [39, 9, 16, 78, 35, 66, 122, 89, 110, 44, 28, 65, 22, 59, 23, 31, 44, 21, 9, 45, 168, 73, 76, 118, 84, 85];

        // The normal distribution is good to 7 decimal places a side; without the ties it would be 0.0001214.
        Assert.Equal(0.0001208, MannWhitney.PValue(may, august), 2e-7);
    }

    // The largest samples with an exact value. The expected ones: how many of the C(50, 25) arrangements reach U, counted in whole numbers.
    [Theory]
    [InlineData(0.5, 0.8175043412833243)]
    [InlineData(5.5, 0.016982216353507558)]
    [InlineData(13.5, 2.2624425913250603e-07)]
    public void The_exact_value_is_exact_up_to_25(double shift, double expected) => Assert.Equal(1, Shifted(25, shift) / expected, 9);

    // From 26 on it is the approximation: within a twentieth where decisions are made, too large far out, where none hangs on it.
    [Theory]
    [InlineData(0.5, 0.8205785130748335, 0.998)]
    [InlineData(2.5, 0.2628129725291935, 0.991)]
    [InlineData(5.5, 0.018719720209564094, 1.048)]
    [InlineData(8.5, 0.0005178425340132912, 1.417)]
    public void The_approximation_is_as_far_off_as_the_formula_is(double shift, double exact, double ratio) =>
        Assert.Equal(ratio, Shifted(26, shift) / exact, 0.0006);

    private static double Shifted(int size, double shift) =>
        MannWhitney.PValue([.. Enumerable.Range(0, size).Select(i => (double)i)], [.. Enumerable.Range(0, size).Select(i => i + shift)]);
}
