using IoTrace.Analysis.Tallies;
using IoTrace.Analysis.Timeline;

using static IoTrace.Analysis.Tests.Made.Judged;

namespace IoTrace.Analysis.Tests.Tallies;

public class TimeSliceTests
{
    private static TimeSlice Slice(double from, double to, ThreadState state, double requests = 0, WallParts parts = default)
    {
        var wall = new StateTimes();
        wall[state] = 1;
        return new TimeSlice(new Timestamp((long)(from * 1e9)), new Timestamp((long)(to * 1e9)), wall) { RequestSeconds = requests, Parts = parts };
    }

    private static Doubts Guess(double share)
    {
        var doubts = new Doubts();
        doubts.Add(new Claim(ThreadState.Network, Activity.Outside, Reliability.Guessed), share);
        return doubts;
    }

    [Fact]
    public void Two_become_one_by_their_lengths()
    {
        var merged = TimeSlice.Merge(Slice(0, 3, ThreadState.CpuUser, 2, new(0.4, 0.2) { Doubts = Guess(0.1) }), Slice(3, 4, ThreadState.FileSync, 5, new(0.8, 0.6) { Doubts = Guess(0.9) }));
        Near(4, merged.Seconds, 1e-9);
        Near(0.75, merged.WallClock[ThreadState.CpuUser], 1e-9);
        Near(0.25, merged.WallClock[ThreadState.FileSync], 1e-9);
        Near(7, merged.RequestSeconds, 1e-9);
        Near(0.5, merged.Parts.OwnQueue, 1e-9);
        Near(0.3, merged.Parts.Doubts.Of(ThreadState.Network), 1e-6);
        Near(0.3, merged.Parts.IoQueue, 1e-9);
    }

    [Fact]
    public void Two_without_any_length_have_no_shares()
    {
        var merged = TimeSlice.Merge(Slice(1, 1, ThreadState.CpuUser, 1, new(0.5, 0.5)), Slice(1, 1, ThreadState.Idle, 0, new(0.5, 0.5)));
        Assert.Equal(0, merged.WallClock.Total);
        Assert.Equal((0, 0, 0), (merged.Parts.OwnQueue, merged.Parts.IoQueue, merged.Parts.Doubts.Of(ThreadState.Network)));
    }
}
