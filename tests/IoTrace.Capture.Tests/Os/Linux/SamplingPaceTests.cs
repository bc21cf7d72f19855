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
            Assert.Equal(Duration.FromMilliseconds(5), pace.Next(Duration.FromMilliseconds(1), Duration.Zero, Duration.Zero));
        }

        return pace;
    }

    [Fact]
    public void Cheap_sweeps_come_at_the_shortest_interval() =>
        Assert.Equal(Duration.FromMilliseconds(5), NewPace().Next(Duration.FromMilliseconds(0.01), Duration.Zero, Duration.Zero));

    [Fact]
    public void No_rest_is_longer_than_the_longest() =>
        Assert.Equal(Duration.FromMilliseconds(250), NewPace().Next(Duration.FromSeconds(3), Duration.Zero, Duration.Zero));

    [Fact]
    public void A_single_slow_sweep_changes_nothing()
    {
        var pace = NewPace();
        for (var i = 0; i < 8; i++)
        {
            pace.Next(Duration.FromMilliseconds(0.05), Duration.Zero, Duration.Zero);
        }

        Assert.Equal(Duration.FromMilliseconds(5), pace.Next(Duration.FromMilliseconds(40), Duration.Zero, Duration.FromSeconds(1)));
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
            total += cost.Seconds + pace.Next(cost, Duration.Zero, Duration.FromSeconds(total)).Seconds;
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
            total += cost.Seconds + pace.Next(cost, Duration.Zero, Duration.FromSeconds(total)).Seconds;
        }

        Assert.InRange(work / total, 0, Budget * 1.05);
    }

    [Fact]
    public void What_has_a_pace_of_its_own_makes_no_sweep_dearer_but_counts_in_the_sum()
    {
        var pace = NewPace();
        var (work, total, sweeps) = (0.0, 0.0, 0);
        for (var i = 0; total < 60; i++)
        {
            // Four times a second, as the connections are looked at.
            var besides = Duration.FromMilliseconds(i % 25 == 0 ? 1 : 0);
            var cost = Duration.FromMilliseconds(0.12);
            work += cost.Seconds + besides.Seconds;
            total += cost.Seconds + besides.Seconds + pace.Next(cost, besides, Duration.FromSeconds(total)).Seconds;
            sweeps++;
        }

        Assert.InRange(work / total, 0, Budget * 1.1);
        Assert.InRange(sweeps / total, 80, 150);
    }

    [Fact]
    public void A_dear_beginning_leaves_a_short_recording_its_looks()
    {
        var pace = new SamplingPace(Duration.FromMilliseconds(5), Duration.FromMilliseconds(250), Budget);
        var (total, sweeps) = (0.0, 0);
        for (var i = 0; total < 3; i++)
        {
            // As measured: the first sweep, and three looks at the surroundings that are compiled while they run.
            var cost = Duration.FromMilliseconds(i == 0 ? 10 : 0.3);
            var besides = Duration.FromMilliseconds(i is 20 or 60 or 100 ? 20 : 0);
            total += cost.Seconds + besides.Seconds + pace.Next(cost, besides, Duration.FromSeconds(total)).Seconds;
            sweeps++;
        }

        Assert.InRange(sweeps, 100, 600);
    }
}
