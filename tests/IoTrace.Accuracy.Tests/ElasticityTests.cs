using IoTrace.Accuracy.Statistics;

namespace IoTrace.Accuracy.Tests;

public sealed class ElasticityTests
{
    [Theory]
    [InlineData(0.95, 0.02, null, "io")]
    [InlineData(0.0, 1.1, null, "cpu")]
    [InlineData(0.0, 0.1, 0.98, "io")]
    [InlineData(0.5, 0.48, null, "mixed")]
    [InlineData(0.6, 0.39, null, "io")]
    [InlineData(0.39, 0.6, 0.0, "cpu")]
    [InlineData(0.05, -0.1, 0.19, "neither")]
    [InlineData(null, null, null, "neither")]
    public void What_changes_the_run_time_most_is_the_bound(double? disk, double? cpu, double? peer, string bound) =>
        Assert.Equal(bound, new Elasticity(disk, cpu, peer).Bound);

    [Fact]
    public void Twice_the_run_time_is_all_that_matters() => Assert.Equal(1, Elasticity.Of(2.5, 5));

    [Fact]
    public void A_lever_that_was_not_pulled_has_no_elasticity() => Assert.Null(Elasticity.Of(2.5, null));
}
