using IoTrace.Analysis.Tallies;
using IoTrace.Analysis.Tests.Made;

using static IoTrace.Analysis.Tests.Made.Judged;

namespace IoTrace.Analysis.Tests.Tallies;

public class TalliesTests
{
    private static Timestamp At(double seconds) => new((long)(seconds * 1e9));

    [Theory]
    [InlineData(1, 0.5, 1)]
    [InlineData(2, 0.5, 1)]
    [InlineData(100, 0.5, 50)]
    [InlineData(100, 0.9, 90)]
    [InlineData(100, 0.99, 99)]
    [InlineData(100, 1, 100)]
    [InlineData(100, 0, 1)]
    public void Percentiles_are_exact_while_all_durations_are_kept(int count, double p, double expected)
    {
        var latencies = new Latencies();
        foreach (var value in Enumerable.Range(1, count).Reverse())
        {
            latencies.Add(value);
        }

        Assert.Equal(expected, latencies.Percentile(p));
    }

    [Fact]
    public void Without_durations_there_is_no_percentile() => Assert.Null(new Latencies().Percentile(0.5));

    [Fact]
    public void Very_many_durations_keep_exact_sums_and_close_percentiles()
    {
        var latencies = new Latencies();
        var random = new Random(4);
        const int Count = 200_000;
        var sum = 0.0;
        for (var i = 0; i < Count; i++)
        {
            // Later ones are twice as long: every part of the window has to count alike.
            var value = random.NextDouble() * (i < Count / 2 ? 1 : 2);
            sum += value;
            latencies.Add(value);
            if (i % 50_000 == 0)
            {
                latencies.Percentile(0.5);
            }
        }

        Assert.Equal(Count, latencies.Count);
        Near(sum, latencies.Total, 1e-6);
        Near(2, latencies.Max, 0.001);
        // P(x < v) = (v + v/2)/2 up to 1.
        Near(2.0 / 3, latencies.Percentile(0.5)!.Value, 0.03);
        Near(1.6, latencies.Percentile(0.9)!.Value, 0.05);
    }

    [Fact]
    public void Pauses_and_collections_are_counted()
    {
        var tally = new GcTally();
        Assert.Null(tally.Finish());
        tally.Take(new GcPauseEnded(At(0.5)));
        Assert.Null(tally.Finish());
        tally.Take(new GcPauseStarted(At(1), default));
        tally.Take(new GcCollected(At(1.01), 0, default));
        tally.Take(new GcPauseEnded(At(1.02)));
        tally.Take(new GcPauseStarted(At(2), default));
        tally.Take(new GcCollected(At(2), 2, default));
        tally.Take(new GcCollected(At(2), 3, default));
        tally.Take(new GcCollected(At(2), 1, default));
        tally.Take(new GcPauseEnded(At(2.03)));
        tally.Take(new GcPauseEnded(At(9)));
        tally.Take(new GcAllocated(At(3), 100));
        tally.Take(new GcAllocated(At(3), 50));
        var gc = tally.Finish()!;
        Near(0.05, gc.PauseSeconds, 1e-9);
        Near(0.03, gc.PauseMax!.Value, 1e-9);
        Assert.Equal((4, 1, 1, 2, 150.0), (gc.Count, gc.Gen0, gc.Gen1, gc.Gen2, gc.AllocatedBytes));
    }

    [Fact]
    public void A_pause_whose_end_was_lost_does_not_span_all_until_the_next_one()
    {
        foreach (var loss in (Observation[])[new EventsDropped(At(1.5), 1), new StreamTruncated(At(1.5), "runtime.nettrace")])
        {
            var tally = new GcTally();
            tally.Take(new GcPauseStarted(At(1), default));
            tally.Take(loss);
            // The start of this one was lost.
            tally.Take(new GcPauseEnded(At(5)));
            tally.Take(new GcPauseStarted(At(6), default));
            tally.Take(new GcPauseEnded(At(6.5)));
            Near(0.5, tally.Finish()!.PauseSeconds, 1e-9);
        }
    }

    [Fact]
    public void Very_many_peers_are_summed_up()
    {
        var tally = new NetworkTally();
        for (var i = 0; i < 2000; i++)
        {
            var key = new Guid(i, 0, 0, new byte[8]);
            tally.Take(new NetworkStarted(At(i), key, "https", $"host{i}", 443));
            tally.Take(new NetworkEnded(At(i + 0.5), key, "http", Failed: i == 1999));
        }

        // One that is known already stays what it is.
        tally.Take(new NetworkStarted(At(3000), default, "https", "host0", 443));
        tally.Take(new NetworkEnded(At(3001), default, "http", false));
        var peers = tally.Finish(At(3002));
        Assert.Equal(501, peers.Length);
        Assert.Equal(2, peers.Single(p => p.Host == "host0").Operations);
        Assert.Equal(("(other peers)", 1500L, 1L), (peers[0].Host, peers[0].Operations, peers[0].Errors));
        Near((2000 * 0.5) + 1, peers.Sum(p => p.Seconds), 1e-6);
    }

    [Fact]
    public void The_pool_is_silent_until_it_is_used()
    {
        var tally = new PoolTally();
        tally.Take(new PoolQueueSampled(At(1), 0));
        tally.Take(new PoolItemsCompleted(At(1), 0));
        Assert.Null(tally.Finish(0));
        Assert.Equal(2, tally.Finish(2)!.WorkersMax);
        tally.Take(new PoolQueueSampled(At(2), 7));
        tally.Take(new PoolQueueSampled(At(3), 3));
        tally.Take(new PoolItemsCompleted(At(2), 5));
        tally.Take(new PoolItemsCompleted(At(3), 6));
        tally.Take(new PoolWorkersChanged(At(2), 4));
        tally.Take(new PoolWorkersChanged(At(2), 3));
        tally.Take(new PoolAdjusted(At(2), PoolAdjustmentReason.Starvation, 5));
        tally.Take(new PoolAdjusted(At(2), PoolAdjustmentReason.CooperativeBlocking, 5));
        tally.Take(new PoolAdjusted(At(2), PoolAdjustmentReason.Other, 5));
        Assert.Equal(new ThreadPoolUsage(4, 1, 1, 7, 11), tally.Finish(2));
    }

    [Fact]
    public void Volume_is_what_happened_between_the_first_look_and_the_last_good_one()
    {
        var tally = new IoTally();
        Assert.Null(tally.Finish());
        tally.Take(new ProcessUsage(At(1), 100, 10, 5, 2, 1, 7, Duration.FromSeconds(1)));
        Assert.Null(tally.Finish());
        tally.Take(new ProcessUsage(At(3), 400, 30, 9, 4, 2, 9, Duration.FromSeconds(1.5)));
        // The process is gone: the kernel tells nothing.
        tally.Take(new ProcessUsage(At(4), 0, 0, 0, 0, 0, 0, Duration.Zero));
        Assert.Equal(new IoVolume(2, 300, 20, 4, 2, 1, 2, 0.5), tally.Finish());
    }

    [Fact]
    public void Network_operations_pair_by_key_and_family()
    {
        var tally = new NetworkTally();
        var (a, b) = (new Guid(1, 0, 0, new byte[8]), new Guid(2, 0, 0, new byte[8]));
        tally.Take(new NetworkStarted(At(1), a, "https", "api", 443));
        tally.Take(new NetworkStarted(At(1), a, "dns", "api", null));
        tally.Take(new NetworkEnded(At(1.1), a, "dns", false));
        tally.Take(new NetworkEnded(At(1.5), a, "http", true));
        tally.Take(new NetworkStarted(At(2), b, "https", "api", 443));
        tally.Take(new NetworkEnded(At(2.2), b, "https", false));
        tally.Take(new NetworkEnded(At(3), b, "http", false));
        tally.Take(new NetworkStarted(At(4), b, "https", "slow", 443));
        var peers = tally.Finish(At(5));
        Assert.Equal(["slow", "api", "api"], peers.Select(p => p.Host));
        var slow = peers[0];
        Assert.Equal((0, 0, null), (slow.Operations, slow.Errors, slow.P50));
        Near(1, slow.Seconds, 1e-9);
        var https = peers[1];
        Assert.Equal(("https", 443, 2, 1), (https.Protocol, https.Port, https.Operations, https.Errors));
        Near(0.7, https.Seconds, 1e-9);
        Near(0.2, https.P50!.Value, 1e-9);
        Near(0.5, https.Max!.Value, 1e-9);
        Assert.Equal("dns", peers[2].Protocol);
    }

    [Fact]
    public void Locks_are_named_after_the_code_that_waits_and_open_waits_count_to_the_end()
    {
        var diagnosis = new RecordingBuilder(1).Main(Do.Lock(50, 0x1), Do.Compute(10)).Thread(101, "b", Do.Lock(100_000, 0x2))
            .Event(0.01, at => new ContentionStarted(at, new ThreadId(101), 0x2, null)).Diagnose();
        var locks = diagnosis.Locks!;
        Assert.Equal(2, locks.Locks.Length);
        Near(5, locks.Locks[0].Seconds, 0.05);
        Assert.Equal("lock in App.Till.Serve()", locks.Locks[0].Name);
        Assert.Equal(1, locks.Locks[0].Count);
        Assert.True(locks.Count > 50);
        Assert.Contains("most for the lock in App.Till.Serve()", diagnosis.Verdict.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public void A_lock_without_stacks_is_named_by_its_identity()
    {
        var diagnosis = new RecordingBuilder(1).WithoutStacks().Main(Do.Lock(50, 0xfeed), Do.Compute(1)).Diagnose();
        Assert.Equal("lock 0xfeed", diagnosis.Locks!.Locks[0].Name);
    }
}
