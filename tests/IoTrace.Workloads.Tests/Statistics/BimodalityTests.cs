using IoTrace.Workloads.Statistics;

namespace IoTrace.Workloads.Tests.Statistics;

public sealed class BimodalityTests
{
    [Fact]
    public void Two_groups_are_found_with_their_medians()
    {
        var modes = Bimodality.Find([100, 101, 102, 99, 150, 151, 149, 100, 152, 150]);

        Assert.Equal((100, 150), (modes!.Value.Low, modes.Value.High));
    }

    [Fact]
    public void One_outlier_is_no_group() => Assert.Null(Bimodality.Find([100, 101, 102, 99, 100, 101, 98, 100, 300, 101]));

    [Fact]
    public void Noise_is_hardly_ever_taken_for_two_groups()
    {
        var random = new Random(5);
        var found = Enumerable.Range(0, 400).Count(_ => Bimodality.Find([.. Enumerable.Range(0, 10).Select(_ => 100 + (10 * Gauss(random)))]) is not null);

        Assert.InRange(found, 0, 40);
    }

    private static double Gauss(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
