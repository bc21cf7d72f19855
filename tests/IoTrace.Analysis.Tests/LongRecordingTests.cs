using IoTrace.Analysis.Tallies;
using IoTrace.Analysis.Timeline;

using static IoTrace.Analysis.Tests.Made.Judged;

namespace IoTrace.Analysis.Tests;

public class LongRecordingTests
{
    [Theory]
    [InlineData(100)]
    [InlineData(4095)]
    [InlineData(4096)]
    [InlineData(20_000)]
    [InlineData(100_001)]
    public void Slices_merge_with_bounded_memory_and_unchanged_shares(int count)
    {
        var tally = new BudgetTally();
        var random = new Random(1);
        var (sum, seconds) = (new StateTimes(), 0.0);
        var at = new Timestamp(0);
        for (var i = 0; i < count; i++)
        {
            var next = at + Duration.FromMilliseconds(100 + (20 * random.NextDouble()));
            var shares = new StateTimes();
            shares[ThreadState.FileSync] = random.NextDouble() * i / count;
            shares[ThreadState.CpuUser] = 1 - shares[ThreadState.FileSync];
            sum.Add(shares.Scaled((next - at).Seconds));
            seconds += (next - at).Seconds;
            tally.Add(new Slice(at, next, shares, []));
            at = next;
        }

        Assert.InRange(tally.Slices.Count, 1, 4096);
        Assert.True(count < 4096 ? tally.Slices.Count == count : tally.Slices.Count >= 2048);
        Near(seconds, tally.Slices.Sum(s => s.Seconds), 1e-6);
        Assert.Equal(at, tally.Slices[^1].End);
        Assert.All(tally.Slices.Zip(tally.Slices.Skip(1)), pair => Assert.Equal(pair.First.End, pair.Second.Start));
        var merged = new StateTimes();
        foreach (var slice in tally.Slices)
        {
            merged.Add(slice.WallClock.Scaled(slice.Seconds));
        }

        Near(sum[ThreadState.FileSync] / seconds, merged.Normalised()[ThreadState.FileSync], 1e-9);
    }
}
