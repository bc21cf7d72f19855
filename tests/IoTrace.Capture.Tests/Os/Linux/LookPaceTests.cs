using IoTrace.Capture.Os.Linux;

namespace IoTrace.Capture.Tests.Os.Linux;

public class LookPaceTests
{
    private static Timestamp At(double milliseconds) => default(Timestamp) + Duration.FromMilliseconds(milliseconds);

    /// <summary>The time of each look when looks cost so much, in milliseconds.</summary>
    private static List<int> Looks(params double[] costs)
    {
        var pace = new LookPace(Duration.FromMilliseconds(300), Duration.FromMilliseconds(250), 400);
        var looks = new List<int>();
        for (var now = 0; looks.Count < costs.Length; now++)
        {
            if (pace.IsDue(At(now)))
            {
                pace.Looked(At(now), Duration.FromMilliseconds(costs[looks.Count]));
                looks.Add(now);
            }
        }

        return looks;
    }

    [Fact]
    public void Cheap_looks_come_at_the_interval() => Assert.Equal([300, 550, 800, 1050], Looks(0.1, 0.1, 0.1, 0.1));

    [Fact]
    public void Dear_looks_rest_long() => Assert.Equal([300, 550, 2150, 3750], Looks(4, 4, 4, 4));

    [Fact]
    public void What_the_first_look_costs_is_not_held_against_the_next() => Assert.Equal([300, 550, 800], Looks(20, 0.1, 0.1));

    [Fact]
    public void More_than_compiling_should_cost_is_until_the_second_tells() =>
        Assert.Equal([[300, 1300, 1550], [300, 1300, 41_300]], [Looks(120, 0.1, 0.1), Looks(120, 100, 0.1)]);
}
