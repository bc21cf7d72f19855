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

    [Fact]
    public void The_approximation_agrees_with_the_exact_value()
    {
        double[] a = [.. Enumerable.Range(0, 25).Select(i => (double)i)];
        double[] b = [.. Enumerable.Range(0, 25).Select(i => i + 5.5)];
        var exact = MannWhitney.PValue(a, b);
        var approximate = MannWhitney.PValue([.. a, 1000], [.. b, 1000.5]);

        Assert.InRange(approximate / exact, 0.3, 3);
    }
}
