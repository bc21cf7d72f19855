using IoTrace.Capture.Probe;

namespace IoTrace.Probe.Tests;

public sealed class PoolTests
{
    [Fact]
    public void Work_that_waits_for_a_pool_worker_is_seen_while_it_waits()
    {
        const int items = 40;
        using var target = TestTarget.Start("pool-queue", $"{items}");
        using var session = ProbeSession.Attach(target.Id, new ProbeOptions { Interval = TimeSpan.FromMilliseconds(20) });
        Thread.Sleep(100);
        target.Work();
        Thread.Sleep(100);
        var pool = session.Stop().OfType<ProbePool>().ToList();

        Assert.Equal(0, pool[0].Queued);
        // Each worker takes 30 ms for an item: the last ones wait for several rounds.
        Assert.InRange(pool.Max(moment => moment.Queued), items / 4, items);
        Assert.Equal(0, pool[^1].Queued);
        Assert.InRange(pool.Sum(moment => moment.Completed), items, items + 10);
        Assert.Equal(pool.OrderBy(moment => moment.Timestamp), pool);
    }
}
