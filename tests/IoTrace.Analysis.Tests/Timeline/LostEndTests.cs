using IoTrace.Analysis.Tests.Made;

using static IoTrace.Analysis.Tests.Made.Judged;

namespace IoTrace.Analysis.Tests.Timeline;

/// <summary>An event that never comes may not turn one thing into another for the rest of the window.</summary>
public class LostEndTests
{
    private static readonly ThreadId Worker = new(101);

    private static RecordingBuilder Idling() => new RecordingBuilder(41).Lasting(6).Main(Do.Wait(10_000)).Thread(Worker.Value, ".NET TP Worker", Do.WorkerIdle(400), Do.Compute(1));

    private static RecordingBuilder Computing() => new RecordingBuilder(42).Lasting(6).Main(Do.Compute(10)).Thread(Worker.Value, "writer", Do.Sync(9), Do.Compute(1));

    private static RecordingBuilder Lossy(RecordingBuilder builder, double at, bool cut = false) =>
        builder.Event(at, cut ? t => new StreamTruncated(t, "runtime.nettrace") : t => new EventsDropped(t, 1));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_worker_whose_wait_for_a_lock_ended_unheard_idles(bool cut)
    {
        RecordingBuilder Contended() => Idling().Event(0.5, at => new ContentionStarted(at, Worker, 7, new ThreadId(RecordingBuilder.Pid)));
        Assert.Equal(Cause.LockContention, Contended().Diagnose().Cause());
        Assert.Equal(Cause.Idle, Lossy(Contended(), 0.8, cut).Diagnose().Cause());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_pause_that_ended_unheard_does_not_make_all_computing_collecting(bool cut)
    {
        RecordingBuilder Paused() => Computing().Event(0.5, at => new GcPauseStarted(at, new ThreadId(RecordingBuilder.Pid)));
        Assert.Equal(Cause.Gc, Paused().Diagnose().Cause());
        var lossy = Lossy(Paused(), 0.7, cut).Diagnose();
        Assert.DoesNotContain(Cause.Gc, lossy.Verdict.Causes);
        Near(0.2 / 6, lossy.Wall(ThreadState.Gc), 0.02);
    }

    [Fact]
    public void In_a_plain_trace_neither()
    {
        var trace = Lossy(new RecordingBuilder(43, Noise.Levels[1]).Lasting(6).WithoutSweeps().Main(Do.Compute(10)).Event(0.5, at => new GcPauseStarted(at, new ThreadId(RecordingBuilder.Pid))), 0.7)
            .Event(5.5, at => new GcPauseEnded(at)).Diagnose();
        Assert.Equal(Cause.CpuUser, trace.Cause());
        Near(0, trace.Wall(ThreadState.Gc), 0.002);
    }

    [Fact]
    public void A_request_that_ended_unheard_is_not_waited_for()
    {
        Assert.Equal(Cause.Network, Idling().InFlight(0.2, 9).Diagnose().Cause());
        Assert.NotEqual(Cause.Network, Lossy(Idling().InFlight(0.2, 9), 0.5, cut: true).Diagnose().Cause());
    }

    [Fact]
    public void A_start_that_was_lost_changes_nothing()
    {
        foreach (var make in (Func<RecordingBuilder>[])[Idling, Computing])
        {
            var ends = Lossy(make(), 0.4).Event(0.5, at => new ContentionEnded(at, Worker)).Event(0.6, at => new GcPauseEnded(at)).Event(0.7, at => new JitEnded(at, Worker)).Diagnose();
            Assert.Equal(make().Diagnose().Cause(), ends.Cause());
            Assert.Equal(make().Diagnose().WallClock.Total, ends.WallClock.Total);
            Assert.Equal(0, ends.Locks!.Count);
        }
    }

    [Fact]
    public void What_begins_after_the_loss_counts_as_ever()
    {
        var diagnosis = Lossy(new RecordingBuilder(44).Lasting(4).Main(Do.Wait(1000)).Thread(Worker.Value, "a", Do.Lock(30), Do.Compute(5)), 0.1).Diagnose();
        Assert.Equal(Cause.LockContention, diagnosis.Cause());
        Assert.InRange(diagnosis.Locks!.ContentionSeconds, 3, 4);
    }
}
