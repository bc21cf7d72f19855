using IoTrace.Analysis.Tallies;

using static IoTrace.Analysis.Tests.Made.Judged;

namespace IoTrace.Analysis.Tests.Tallies;

public class TimeSliceTests
{
    private static TimeSlice Slice(double from, double to, ThreadState state, double requests = 0, double own = 0, double inferred = 0)
    {
        var wall = new StateTimes();
        wall[state] = 1;
        return new TimeSlice(new Timestamp((long)(from * 1e9)), new Timestamp((long)(to * 1e9)), wall) { RequestSeconds = requests, OwnQueue = own, InferredNetwork = inferred };
    }

    [Fact]
    public void Two_become_one_by_their_lengths()
    {
        var merged = TimeSlice.Merge(Slice(0, 3, ThreadState.CpuUser, 2, 0.4, 0.1), Slice(3, 4, ThreadState.FileSync, 5, 0.8, 0.9));
        Near(4, merged.Seconds, 1e-9);
        Near(0.75, merged.WallClock[ThreadState.CpuUser], 1e-9);
        Near(0.25, merged.WallClock[ThreadState.FileSync], 1e-9);
        Near(7, merged.RequestSeconds, 1e-9);
        Near(0.5, merged.OwnQueue, 1e-9);
        Near(0.3, merged.InferredNetwork, 1e-9);
    }

    [Fact]
    public void Two_without_any_length_have_no_shares()
    {
        var merged = TimeSlice.Merge(Slice(1, 1, ThreadState.CpuUser, 1, 0.5, 0.5), Slice(1, 1, ThreadState.Idle, 0, 0.5, 0.5));
        Assert.Equal(0, merged.WallClock.Total);
        Assert.Equal((0, 0), (merged.OwnQueue, merged.InferredNetwork));
    }
}
