using IoTrace.Analysis.Tests.Made;

using static IoTrace.Analysis.Tests.Made.Judged;

namespace IoTrace.Analysis.Tests.Verdicts;

/// <summary>Web servers: what requests wait for has no thread, and between requests there is nothing to do.</summary>
public class ServerTests
{
    /// <summary>The timer thread of a web server: its heartbeat, once a second.</summary>
    private static readonly Step Heartbeat = Do.Serve(1000, SystemCallKind.Futex) with { Timed = true };

    private static RecordingBuilder Server(int level = 1) => new RecordingBuilder(5, Noise.Levels[level]).Lasting(4)
        .Main(Do.Wait(10_000)).Thread(101, ".NET Timer", Heartbeat, Do.Compute(0.1));

    private static RecordingBuilder WithWorker(params Step[] work) => Server().Thread(102, ".NET TP Worker", work);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Without_requests_it_is_idle(int level)
    {
        var diagnosis = Server(level).Thread(102, ".NET TP Worker", Do.WorkerIdle(400), Do.Compute(0.2)).Request(0.1, 0.11).Diagnose();
        Assert.Equal(Cause.Idle, diagnosis.Cause());
        Near(0, diagnosis.Wall(ThreadState.Sleep, ThreadState.Network), 0.02);
    }

    [Fact]
    public void Requests_that_wait_without_a_thread_wait_for_a_peer()
    {
        // A database's socket: no event tells of it.
        var diagnosis = WithWorker(Do.WorkerIdle(45), Do.Compute(3)).Requests(0.05, 0.95).Diagnose();
        Assert.Equal(Cause.Network, diagnosis.Cause());
        Assert.InRange(diagnosis.Wall(ThreadState.Network), 0.6, 0.95);
    }

    [Fact]
    public void A_request_that_stays_open_where_there_is_no_peer_waits_for_its_client()
    {
        // A WebSocket, or a long poll.
        RecordingBuilder Open(int peers) => WithWorker(Do.WorkerIdle(400), Do.Compute(0.2)).Event(0, at => new SurroundingsSeen(at, 0, 1, peers)).Request(0.01, 100);
        Assert.Equal(Cause.Idle, Open(0).Diagnose().Cause());
        Assert.Equal(Cause.Network, Open(1).Diagnose().Cause());
    }

    [Fact]
    public void Requests_that_wait_for_timers_sleep()
    {
        var diagnosis = new RecordingBuilder(5, Noise.Levels[1]).Lasting(4).Main(Do.Wait(10_000))
            .Thread(101, ".NET Timer", Heartbeat with { Milliseconds = 50 }, Do.Compute(0.1)).Thread(102, ".NET TP Worker", Do.WorkerIdle(45), Do.Compute(2))
            .Requests(0.05, 0.95).Diagnose();
        Assert.Equal(Cause.Sleep, diagnosis.Cause());
    }

    [Fact]
    public void With_the_probe_requests_that_await_no_peer_sleep_however_rarely_the_timer_fires() => Assert.Equal(
        Cause.Sleep, WithWorker(Do.WorkerIdle(45), Do.Compute(2)).Event(0, at => new ProbeActive(at)).Requests(0.05, 0.95).Diagnose().Cause());

    [Fact]
    public void Requests_that_wait_for_a_known_peer_are_network() => Assert.Equal(
        Cause.Network, WithWorker(Do.WorkerIdle(45), Do.Compute(2)).Event(0, at => new ProbeActive(at)).Requests(0.05, 0.95).InFlight(0, 10).Diagnose().Cause());

    [Fact]
    public void A_busy_handler_computes() => Assert.Equal(Cause.CpuUser, WithWorker(Do.WorkerIdle(1), Do.Compute(40)).Requests(0.05, 0.9).Diagnose().Cause());

    [Fact]
    public void A_handler_that_waits_for_a_file_is_bound_by_it() =>
        Assert.Equal(Cause.FileSync, WithWorker(Do.Sync(40), Do.Compute(2)).Requests(0.05, 0.9).Diagnose().Cause());

    [Fact]
    public void A_lost_end_does_not_keep_a_request_under_way_for_ever()
    {
        // The request of 0.1 s never ends, but from 0.5 s on nobody believes in it.
        var diagnosis = Server().Request(0.1, 100).Event(0.5, at => new EventsDropped(at, 10)).Diagnose();
        Near(0.1, diagnosis.Wall(ThreadState.Network, ThreadState.Sleep), 0.02);
        // What other streams lose, stacks for example, says nothing of requests.
        diagnosis = Server().Request(0.1, 100).Event(0.5, at => new EventsDropped(at, 10) { OfRequests = false }).Diagnose();
        Near(0.97, diagnosis.Wall(ThreadState.Network, ThreadState.Sleep), 0.03);
    }

    [Fact]
    public void A_lost_answer_is_not_awaited_for_ever()
    {
        var diagnosis = new RecordingBuilder(7).Lasting(4).Main(Do.Wait(10_000)).InFlight(0.5, 100).Event(1.5, at => new EventsDropped(at, 10)).Diagnose();
        Near(0.25, diagnosis.Wall(ThreadState.Network), 0.02);
        Near(1, Assert.Single(diagnosis.Endpoints).Seconds, 0.01);
    }

    [Fact]
    public void Requests_are_counted_with_their_times()
    {
        var usage = Server().Request(0.5, 0.6).Request(1, 1.2, failed: true).Request(2, 2.3).Request(3.5, 100).Diagnose().Requests!;
        Assert.Equal((3, 1), (usage.Count, usage.Errors));
        Near(0.2, usage.MeanSeconds!.Value, 1e-6);
        Near(0.2, usage.P50!.Value, 1e-6);
        Near(0.3, usage.Max!.Value, 1e-6);
        Assert.Null(new RecordingBuilder(1).Main(Do.Compute(1)).Diagnose().Requests);
    }

    [Fact]
    public void Requests_of_which_none_ended_in_an_exception_may_have_failed_all_the_same() =>
        Assert.Null(Server().Request(0.5, 0.6).Request(1, 1.2).Diagnose().Requests!.Errors);

    [Fact]
    public void Requests_without_activity_ids_are_paired_in_order()
    {
        var server = Server();
        server.Event(1, at => new RequestStarted(at, Guid.Empty)).Event(1.1, at => new RequestStarted(at, Guid.Empty));
        server.Event(1.2, at => new RequestEnded(at, Guid.Empty, false)).Event(1.3, at => new RequestEnded(at, Guid.Empty, false));
        // An end without a start began before the recording.
        server.Event(1.4, at => new RequestEnded(at, Guid.Empty, false));
        var usage = server.Diagnose().Requests!;
        Assert.Equal(2, usage.Count);
        Near(0.2, usage.MeanSeconds!.Value, 1e-6);
    }

    [Fact]
    public void What_could_go_away_of_a_request_is_told_without_the_time_between_requests()
    {
        // In each turn 100 ms of waiting for the disk and 25 ms of work for a request, and then nothing for half a second.
        var diagnosis = new RecordingBuilder(5, Noise.None).Lasting(5).Main(Do.Wait(10_000))
            .Thread(102, ".NET TP Worker", 0.05, null, Do.Sync(100), Do.Compute(25), Do.WorkerIdle(500)).Requests(0.625, 0.2, from: 0.05).Diagnose();
        Assert.Equal(Cause.Idle, diagnosis.Cause());
        Near(0.16, diagnosis.Bounds.IfIoWereFree!.WallReduction, 0.03);
        var usage = diagnosis.Requests!;
        Near(0.8, usage.IfIoWereFree!.WallReduction, 0.08);
        Near(0.1, usage.IfCpuWereHalf!.WallReduction, 0.04);
        Assert.InRange(usage.IfIoWereFree.WallReduction, usage.IfIoWereFree.Low, usage.IfIoWereFree.High);
    }

    [Fact]
    public void Requests_that_all_began_before_the_window_have_no_bounds()
    {
        var usage = Server().Request(3.9999, 100).Diagnose().Requests!;
        Assert.Equal(0, usage.Count);
        Assert.Null(usage.MeanSeconds);
        Assert.Null(usage.Max);
    }
}
