using IoTrace.Workloads.Statistics;

namespace IoTrace.Workloads.Tests.Statistics;

public sealed class ContrastTests
{
    private const int Trials = 200;
    private const int Runs = 10;

    [Theory]
    [InlineData(0.01)]
    [InlineData(0.05)]
    [InlineData(0.2)]
    public void A_thing_compared_with_itself_shows_no_difference(double noise)
    {
        var random = new Random(1);
        var found = Enumerable.Range(0, Trials).Count(i => Of(Sample(random, 1, noise), Sample(random, 1, noise), i) != Outcome.NoMeasurableDifference);

        Assert.InRange(found / (double)Trials, 0, 0.05);
    }

    [Theory]
    [InlineData(0.01)]
    [InlineData(0.05)]
    public void Fifteen_percent_are_found(double noise)
    {
        var random = new Random(2);
        var found = Enumerable.Range(0, Trials).Count(i => Of(Sample(random, 1, noise), Sample(random, 1 / 1.15, noise), i) == Outcome.Faster);

        Assert.InRange(found / (double)Trials, 0.9, 1);
    }

    [Fact]
    public void A_difference_under_the_threshold_is_none_however_sure_it_is()
    {
        var random = new Random(3);
        Assert.Equal(Outcome.NoMeasurableDifference, Of(Sample(random, 1.01, 1e-4), Sample(random, 1, 1e-4), 1));
    }

    [Theory]
    // The least p of 6 and 6 is 2 / 924, of 10 and 6 2 / 8,008, of 10 and 10 2 / 184,756; the level is 0.01, shared among all pairs.
    [InlineData(5, 5, 1, Outcome.TooFewRuns)]
    [InlineData(20, 5, 1, Outcome.TooFewRuns)]
    [InlineData(6, 6, 4, Outcome.Faster)]
    [InlineData(6, 6, 5, Outcome.TooFewRuns)]
    [InlineData(10, 6, 40, Outcome.Faster)]
    [InlineData(10, 6, 41, Outcome.TooFewRuns)]
    [InlineData(10, 10, 276, Outcome.Faster)]
    public void Runs_are_too_few_where_no_difference_could_be_told_from_chance(int first, int second, int pairs, Outcome outcome)
    {
        double[] Runs(int count, double speed) => [.. Enumerable.Range(0, count).Select(i => speed + (i * 1e-3))];

        Assert.Equal(outcome, Contrast.Of(Runs(first, 10), Runs(second, 1), Contrast.DefaultThreshold, pairs, seed: 1).Outcome);
    }

    [Fact]
    public void A_median_of_fewer_than_six_runs_has_no_interval()
    {
        Assert.Null(Bootstrap.Median([1, 2, 3, 4, 5], seed: 1));
        Assert.NotNull(Bootstrap.Median([1, 2, 3, 4, 5, 6], seed: 1));
    }

    [Fact]
    public void The_interval_holds_the_true_ratio_about_as_often_as_it_says()
    {
        var random = new Random(4);
        var held = Enumerable.Range(0, Trials).Count(i => Bootstrap.Ratio(Sample(random, 1.2, 0.05), Sample(random, 1, 0.05), i).Contains(1.2));

        Assert.InRange(held / (double)Trials, 0.9, 1);
    }

    // Run times are skewed: mostly near the best, at times far worse.
    private static double[] Sample(Random random, double speed, double noise) =>
        [.. Enumerable.Range(0, Runs).Select(_ => speed / (1 + (noise * (Exponential(random) - 0.7))))];

    private static double Exponential(Random random) => Math.Min(6, -Math.Log(1 - random.NextDouble()));

    private static Outcome Of(double[] a, double[] b, int seed) => Contrast.Of(a, b, Contrast.DefaultThreshold, 1, seed).Outcome;
}
