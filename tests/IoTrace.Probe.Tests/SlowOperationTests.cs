using System.Diagnostics;
using IoTrace.Analysis.Observations;
using IoTrace.Capture.Probe;

namespace IoTrace.Probe.Tests;

public sealed class SlowOperationTests
{
    [Fact]
    public void A_slow_operation_has_its_own_event_with_thread_time_and_request()
    {
        using var folder = new TemporaryFolder();
        using var target = TestTarget.Start("slow", folder.File("fifo"));
        using var session = ProbeSession.Attach(target.Id);
        var clock = Stopwatch.StartNew();
        target.Work();
        var events = session.Stop();
        clock.Stop();
        var slow = events.OfType<ProbeSlowOperation>().Where(operation => operation.Resource.Name == folder.File("fifo")).ToList();

        var open = slow.First(operation => operation.Operation == IoOperation.Open && operation.DurationNanoseconds > 20_000_000);
        Assert.Equal("the-request", open.ActivityName);
        Assert.NotEmpty(open.ActivityId);
        var read = Assert.Single(slow, operation => operation.Operation == IoOperation.Read);
        Assert.Equal(ProbeResourceKind.Pipe, read.Resource.Kind);
        Assert.InRange(read.ActivityName.Length, 100, 1000);
        Assert.NotEqual(open.ActivityId, read.ActivityId);
        Assert.InRange(read.DurationNanoseconds / 1e6, 20, 1000);
        Assert.Equal(open.ThreadId, read.ThreadId);

        // A wait of 80 ms is reported in full by the intervals of its thread, also where it spans several.
        var inPipe = events.OfType<ProbeInterval>().Where(interval => interval.ThreadId == read.ThreadId).Sum(interval => interval.PipeNanoseconds);
        // It also waits in standard input, which is a pipe too, for the word to begin: all of it within the time that was looked at.
        Assert.InRange(inPipe, read.DurationNanoseconds * 0.99, clock.Elapsed.TotalNanoseconds);
    }
}
