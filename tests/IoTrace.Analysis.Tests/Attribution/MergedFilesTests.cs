using IoTrace.Analysis.Attribution;
using IoTrace.Analysis.Tallies;
using IoTrace.Analysis.Tests.Made;

using static IoTrace.Analysis.Tests.Made.Judged;

namespace IoTrace.Analysis.Tests.Attribution;

/// <summary>What was counted and what was sampled are one row where they are one thing.</summary>
public class MergedFilesTests
{
    private static readonly SlowOperations NothingTold = new(new QueuedWork(new MadeStacks().Frames));

    private static FileUsage Sampled(string path, double seconds, string site = "App.Tool.RunToEnd()") => new(
        path, false, seconds, 0.95 * seconds, 1.05 * seconds, 1, Times(ThreadState.Pipe, seconds), [], [new CallSite(ThreadState.Pipe, seconds, [site])]);

    private static CountedFile Counted(string path, double seconds, ResourceKind kind = ResourceKind.Pipe) =>
        new(path, kind, Times(kind == ResourceKind.File ? ThreadState.FileRead : ThreadState.Pipe, seconds), [new OperationUsage("read", 7, 0, 1, seconds, null, null, null, null)], seconds);

    private static StateTimes Times(ThreadState state, double seconds)
    {
        var times = new StateTimes();
        times[state] = seconds;
        return times;
    }

    private static ImmutableArray<FileUsage> Merge(FileUsage[] sampled, params CountedFile[] counted) => FileTimes.Merge([.. sampled], counted, NothingTold);

    [Fact]
    public void Unnamed_pipes_that_were_read_are_the_pipes_whose_reads_were_counted()
    {
        var row = Assert.Single(Merge([Sampled("pipe:[77]", 2), Sampled("pipe:[78]", 1)], Counted("(pipe)", 3.1)));
        Assert.Equal(("(pipe)", true, 3.1), (row.Path, row.Exact, row.WaitSeconds));
        Assert.Equal(("App.Tool.RunToEnd()", 3.0), (Assert.Single(row.CallSites).Frames[0], row.CallSites[0].Seconds));
    }

    [Theory]
    [InlineData("(pipe)", "pipe:[77]", ResourceKind.Pipe)]
    [InlineData("/run/feed.fifo", "/run/feed.fifo", ResourceKind.Pipe)]
    [InlineData("/dev/pts/3", "/dev/pts/3", ResourceKind.Terminal)]
    public void Waits_that_are_in_no_counted_call_make_the_row_an_estimate(string named, string sampled, ResourceKind kind)
    {
        // A blocked write, which the probe does not count.
        var row = Assert.Single(Merge([Sampled(sampled, 3)], Counted(named, 0.001, kind)));
        Assert.Equal((named, false, 3.0), (row.Path, row.Exact, row.WaitSeconds));
        Near(2.85, row.WaitLow!.Value, 1e-9);
        Near(3.15, row.WaitHigh!.Value, 1e-9);
        Near(3, row.ByState[ThreadState.Pipe], 1e-9);
        Assert.Equal(7, Assert.Single(row.Operations).Count);
        Assert.Single(row.CallSites);
    }

    [Fact]
    public void Several_pipes_that_only_looks_saw_waiting_are_added_up()
    {
        var row = Assert.Single(Merge([Sampled("pipe:[77]", 2), Sampled("pipe:[78]", 1), Sampled("pipe:[79]", 4, "App.Feed.Next()")], Counted("(pipe)", 0.001)));
        Near(7, row.WaitSeconds, 1e-9);
        Near(6.65, row.WaitLow!.Value, 1e-9);
        Near(7.35, row.WaitHigh!.Value, 1e-9);
        Near(7, row.ByState[ThreadState.Pipe], 1e-9);
        Assert.Equal([("App.Feed.Next()", 4.0), ("App.Tool.RunToEnd()", 3.0)], row.CallSites.Select(s => (s.Frames[0], s.Seconds)));
    }

    [Fact]
    public void A_deleted_file_is_the_file_that_was_counted()
    {
        var row = Assert.Single(Merge([Sampled("/tmp/scratch (deleted)", 3)], Counted("/tmp/scratch", 3, ResourceKind.File)));
        Assert.Equal(("/tmp/scratch", true), (row.Path, row.Exact));
        Assert.Equal(2, Merge([Sampled("/tmp/scratch (deleted)", 3)], Counted("/tmp/other", 3, ResourceKind.File)).Length);
    }

    [Fact]
    public void Pipes_stay_apart_from_files()
    {
        Assert.Equal(["/tmp/a", "pipe:[77]"], Merge([Sampled("pipe:[77]", 1)], Counted("/tmp/a", 3, ResourceKind.File)).Select(f => f.Path));
    }

    [Fact]
    public void A_fifo_that_is_opened_as_a_file_and_read_as_a_pipe_is_one()
    {
        const string Fifo = "/run/feed.fifo";
        var tally = new OperationTally(new RecordingBuilder().Build().Facts);
        tally.Take(new OperationsCounted(new Timestamp(1), ResourceKind.File, Fifo, IoOperation.Open, 1, 0, 0, Duration.FromSeconds(1), LatencyHistogram.Empty, 1, false));
        tally.Take(new OperationsCounted(new Timestamp(1), ResourceKind.Pipe, Fifo, IoOperation.Read, 5, 40, 0, Duration.FromSeconds(2), LatencyHistogram.Empty, 1, false));
        var file = Assert.Single(tally.Files());
        Assert.Equal((ResourceKind.Pipe, 3.0), (file.Kind, file.Times.Total));
        Assert.Equal([("open", 1L), ("read", 5L)], file.Operations.Select(o => (o.Kind, o.Count)));
    }
}
