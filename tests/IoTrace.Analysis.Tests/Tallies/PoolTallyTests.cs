using IoTrace.Analysis.Tallies;

namespace IoTrace.Analysis.Tests.Tallies;

public class PoolTallyTests
{
    private readonly PoolTally tally = new();

    private ThreadPoolUsage? After(params Observation[] observations)
    {
        foreach (var observation in observations)
        {
            tally.Take(observation);
        }

        return tally.Finish(0);
    }

    [Fact]
    public void A_pool_that_nobody_used_is_not_told_of()
    {
        Assert.Null(After(new PoolQueueSampled(default, 0), new PoolItemsCompleted(default, 0)));
        Assert.Equal(new ThreadPoolUsage(2, 0, 0, 0, 0), tally.Finish(2));
    }

    [Fact]
    public void Items_alone_show_that_it_was_used_also_when_none_follow() =>
        Assert.Equal(new ThreadPoolUsage(0, 0, 0, null, 7), After(new PoolItemsCompleted(default, 4), new PoolItemsCompleted(default, 3), new PoolItemsCompleted(default, 0)));

    [Fact]
    public void One_adjustment_shows_it() => Assert.Equal(new ThreadPoolUsage(0, 0, 0, null, null), After(new PoolAdjusted(default, PoolAdjustmentReason.Other, 3)));

    [Fact]
    public void Most_workers_longest_queue_and_reasons_are_kept() => Assert.Equal(
        new ThreadPoolUsage(5, 2, 1, 9, null),
        After(
            new PoolWorkersChanged(default, 2), new PoolWorkersChanged(default, 5), new PoolWorkersChanged(default, 1), new PoolQueueSampled(default, 9), new PoolQueueSampled(default, 4),
            new PoolAdjusted(default, PoolAdjustmentReason.Starvation, 3), new PoolAdjusted(default, PoolAdjustmentReason.Starvation, 4),
            new PoolAdjusted(default, PoolAdjustmentReason.CooperativeBlocking, 5), new PoolAdjusted(default, PoolAdjustmentReason.Other, 5)));

    [Fact]
    public void Workers_that_never_started_or_stopped_count() => Assert.Equal(8, Workers(8));

    private int Workers(int seen)
    {
        tally.Take(new PoolWorkersChanged(default, 3));
        return tally.Finish(seen)!.WorkersMax;
    }
}
