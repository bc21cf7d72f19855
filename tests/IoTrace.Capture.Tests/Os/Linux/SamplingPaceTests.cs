using IoTrace.Capture.Os.Linux;

namespace IoTrace.Capture.Tests.Os.Linux;

public class SamplingPaceTests
{
    private const double Budget = 0.018;

    /// <summary>A pace that is past its first sweeps, which were compiled while they ran.</summary>
    private static SamplingPace NewPace()
    {
        var pace = new SamplingPace(Duration.FromMilliseconds(5), Duration.FromMilliseconds(250), Budget);
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(Duration.FromMilliseconds(5), pace.Next(Duration.FromMilliseconds(1), Duration.Zero));
        }

        return pace;
    }

    [Fact]
    public void Cheap_sweeps_come_at_the_shortest_interval() =>
        Assert.Equal(Duration.FromMilliseconds(5), NewPace().Next(Duration.FromMilliseconds(0.01), Duration.Zero));

    [Fact]
    public void No_rest_is_longer_than_the_longest() =>
        Assert.Equal(Duration.FromMilliseconds(250), NewPace().Next(Duration.FromSeconds(3), Duration.Zero));

    [Fact]
    public void A_single_slow_sweep_changes_nothing()
    {
        var pace = NewPace();
        for (var i = 0; i < 8; i++)
        {
            pace.Next(Duration.FromMilliseconds(0.05), Duration.Zero);
        }

        Assert.Equal(Duration.FromMilliseconds(5), pace.Next(Duration.FromMilliseconds(40), Duration.FromSeconds(1)));
    }

    [Theory]
    [InlineData(0.3, 0.3, 4)]
    [InlineData(0.3, 1.5, 4)]
    [InlineData(0.3, 1.5, 2)]
    [InlineData(0.5, 2, 3)]
    public void The_budget_is_kept_also_where_some_sweeps_cost_more(double cheap, double dear, int every)
    {
        var pace = NewPace();
        var random = new Random(7);
        var (work, total) = (0.0, 0.0);
        for (var i = 0; i < 2000; i++)
        {
            var cost = Duration.FromMilliseconds((i % every == 0 ? dear : cheap) * (0.8 + (0.4 * random.NextDouble())));
            work += cost.Seconds;
            total += cost.Seconds + pace.Next(cost, Duration.FromSeconds(total)).Seconds;
        }

        Assert.InRange(work / total, 0, Budget * 1.1);
    }

    [Fact]
    public void What_the_beginning_costs_is_made_up_for()
    {
        var pace = new SamplingPace(Duration.FromMilliseconds(5), Duration.FromMilliseconds(250), Budget);
        var (work, total) = (0.0, 0.0);
        for (var i = 0; total < 10; i++)
        {
            var cost = Duration.FromMilliseconds(i < 3 ? 25 : 0.5);
            work += cost.Seconds;
            total += cost.Seconds + pace.Next(cost, Duration.FromSeconds(total)).Seconds;
        }

        Assert.InRange(work / total, 0, Budget * 1.05);
    }
}
