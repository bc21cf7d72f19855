using IoTrace.Analysis.Tests.Made;

using static IoTrace.Analysis.Tests.Made.Judged;

namespace IoTrace.Analysis.Tests.Verdicts;

/// <summary>Asynchronous waits have no thread: what the process is connected with tells what they are for.</summary>
public class SurroundingsTests
{
    private static readonly Step Timeout = Do.Serve(10_000, SystemCallKind.Futex) with { Timed = true };

    private static RecordingBuilder Waiting(int children = 0, int listeners = 0, int peers = 0) => new RecordingBuilder(7, Noise.Levels[1])
        .Main(Do.Wait(10_000)).Event(0.01, at => new SurroundingsSeen(at, children, listeners, peers))
        .Event(4, at => new SurroundingsSeen(at, children, listeners, peers));

    private static RecordingBuilder Hearing(int peers, double every) =>
        Waiting(peers: peers).Thread(101, ".NET Sockets", Do.Serve(every, SystemCallKind.EpollWait), Do.Compute(0.05));

    [Fact]
    public void A_process_that_does_nothing_while_a_child_lives_waits_for_it_most_likely()
    {
        var verdict = Waiting(children: 1).Diagnose().Verdict;
        Assert.Equal(Cause.Pipe, Assert.Single(verdict.Causes));
        Assert.InRange(verdict.Confidence, 0.7, 0.9);
        Assert.Equal(Cause.Idle, Waiting().Diagnose().Cause());
    }

    [Fact]
    public void A_child_that_is_found_may_have_lived_since_the_look_before()
    {
        var diagnosis = new RecordingBuilder(7).Lasting(4).Main(Do.Wait(10_000)).Event(1, at => new SurroundingsSeen(at, 0, 0, 0))
            .Event(2, at => new SurroundingsSeen(at, 1, 0, 0)).Event(3, at => new SurroundingsSeen(at, 0, 0, 0)).Diagnose();
        Near(0.5, diagnosis.Wall(ThreadState.Pipe), 0.02);
    }

    [Fact]
    public void A_child_beside_other_waits_and_work_is_not_waited_for()
    {
        Assert.Equal(Cause.Sleep, Waiting(children: 1).Thread(101, ".NET Timer", Timeout with { Milliseconds = 50 }, Do.Compute(0.1)).Diagnose().Cause());
        Assert.Equal(Cause.CpuUser, Waiting(children: 1).Thread(101, "worker", Do.Compute(10)).Diagnose().Cause());
    }

    [Theory]
    [InlineData(10_000, Cause.Pipe)]
    [InlineData(3000, Cause.Pipe)]
    [InlineData(1200, Cause.Sleep)]
    public void A_timer_that_does_not_fire_for_seconds_is_the_limit_of_a_wait_for_a_child(double every, Cause cause)
    {
        var timer = Timeout with { Milliseconds = every };
        Assert.Equal(cause, Waiting(children: 1).Lasting(9).Thread(101, ".NET Timer", Do.Compute(0.1), timer).Diagnose().Cause());
        // Without a child it is all that there is.
        Assert.Equal(Cause.Sleep, Waiting().Lasting(9).Thread(101, ".NET Timer", Do.Compute(0.1), timer).Diagnose().Cause());
    }

    [Fact]
    public void What_a_child_is_silent_for_long_before_is_waited_for_by_the_program_that_reads_it()
    {
        RecordingBuilder Reading(int children, string ending = "") => new RecordingBuilder(7).Lasting(10)
            .Main(Do.ReadPipe(100_000) with { Resource = new MadeResource(ResourceKind.Pipe, "pipe:[77]" + ending) })
            .Event(0.01, at => new SurroundingsSeen(at, children, 0, 0)).Event(9, at => new SurroundingsSeen(at, children, 0, 0));

        Assert.Equal(Cause.Pipe, Reading(children: 1).Diagnose().Cause());
        Assert.Equal(Cause.Idle, Reading(children: 0).Diagnose().Cause());
        Assert.Equal(Cause.Idle, Reading(children: 1, ResourceSeen.StandardInput).Diagnose().Cause());
    }

    [Fact]
    public void A_thread_that_listens_to_a_silent_helper_waits_for_nothing()
    {
        var service = new RecordingBuilder(7).Lasting(10).Main(Do.Wait(100_000)).Event(0.01, at => new SurroundingsSeen(at, 1, 1, 0))
            .Request(0.01, 0.02).Thread(101, ".NET TP Worker", Do.ReadPipe(100_000));
        Assert.Equal(Cause.Idle, service.Diagnose().Cause());
    }

    [Fact]
    public void A_service_with_heartbeats_to_its_peers_is_idle()
    {
        var heartbeat = Timeout with { Milliseconds = 1000 };
        Assert.Equal(Cause.Idle, Waiting(listeners: 1, peers: 1).Thread(101, ".NET Timer", heartbeat, Do.Compute(0.2)).Diagnose().Cause());
        // One that nobody can ask does something once a second.
        Assert.Equal(Cause.Sleep, Waiting(peers: 1).Thread(101, ".NET Timer", heartbeat, Do.Compute(0.2)).Diagnose().Cause());
    }

    [Fact]
    public void Local_peers_that_talk_are_waited_for_most_likely_and_silent_ones_leave_doubt()
    {
        RecordingBuilder With(int local, double every, int listeners = 0) => new RecordingBuilder(7, Noise.Levels[1]).Main(Do.Wait(10_000))
            .Event(0.01, at => new SurroundingsSeen(at, 0, listeners, 0) { LocalPeers = local }).Event(4, at => new SurroundingsSeen(at, 0, listeners, 0) { LocalPeers = local })
            .Thread(101, ".NET Sockets", Do.Serve(every, SystemCallKind.EpollWait), Do.Compute(0.05));

        var talking = With(local: 1, every: 50).Diagnose().Verdict;
        Assert.Equal(Cause.Pipe, Assert.Single(talking.Causes));
        Assert.InRange(talking.Confidence, 0.6, 0.71);
        var silent = With(local: 1, every: 10_000).Diagnose().Verdict;
        Assert.Equal(Cause.Idle, Assert.Single(silent.Causes));
        Assert.InRange(silent.Confidence, 0.5, 0.66);
        Assert.Equal(Cause.Idle, With(local: 0, every: 50).Diagnose().Cause());
        // A server hears of its clients as well.
        Assert.Equal(Cause.Idle, With(local: 1, every: 50, listeners: 1).Diagnose().Cause());
    }

    [Theory]
    [InlineData(1000, Cause.Sleep)]
    [InlineData(10_000, Cause.Idle)]
    public void A_timer_that_fires_is_seen_where_calls_are_hidden(double every, Cause cause) => Assert.Equal(
        cause, Waiting().CallsHidden().Thread(101, ".NET Timer", Do.Compute(0.2), Timeout with { Milliseconds = every }).Diagnose().Cause());

    [Fact]
    public void A_prompt_is_idle_also_where_calls_are_hidden() =>
        Assert.Equal(Cause.Idle, new RecordingBuilder(16).Lasting(10).CallsHidden().Main(Do.ReadPipe(100_000)).Diagnose().Cause());

    [Fact]
    public void A_thread_that_waits_in_a_childs_pipe_makes_it_certain()
    {
        var verdict = new RecordingBuilder(7).Main(Do.ReadPipe(50), Do.Compute(0.5)).Event(0.01, at => new SurroundingsSeen(at, 1, 0, 0)).Diagnose().Verdict;
        Assert.Equal(Cause.Pipe, Assert.Single(verdict.Causes));
        Assert.InRange(verdict.Confidence, 0.95, 1);
    }

    [Fact]
    public void A_timeout_that_runs_down_in_a_server_without_connections_is_awaited_by_nobody()
    {
        Assert.Equal(Cause.Idle, Waiting(listeners: 1).Thread(101, ".NET Timer", Timeout).Diagnose().Cause());
        Assert.Equal(Cause.Sleep, Waiting().Thread(101, ".NET Timer", Timeout).Diagnose().Cause());
        Assert.Equal(Cause.Sleep, Waiting(listeners: 1).Thread(101, ".NET Timer", Timeout with { Milliseconds = 50 }, Do.Compute(0.1)).Diagnose().Cause());
    }

    [Fact]
    public void Peers_that_talk_are_waited_for_most_likely()
    {
        var verdict = Hearing(peers: 8, every: 50).Diagnose().Verdict;
        Assert.Equal(Cause.Network, Assert.Single(verdict.Causes));
        Assert.InRange(verdict.Confidence, 0.6, 0.71);
        // Sockets of the other side's making, or none at all: a server that is asked at times.
        Assert.Equal(Cause.Idle, Hearing(peers: 0, every: 50).Diagnose().Cause());
    }

    [Fact]
    public void Peers_that_talk_outweigh_a_timeout_but_not_a_timer_that_fires()
    {
        Assert.Equal(Cause.Network, Hearing(peers: 1, every: 50).Thread(102, ".NET Timer", Timeout).Diagnose().Cause());
        var firing = Hearing(peers: 1, every: 50).Thread(102, ".NET Timer", Timeout with { Milliseconds = 50 }, Do.Compute(0.1));
        Assert.Equal(Cause.Sleep, firing.Diagnose().Cause());
    }

    /// <summary>A client that hears of its peer every 50 ms while its requests are in flight, and at no other time.</summary>
    private static RecordingBuilder Polling()
    {
        var builder = new RecordingBuilder(7).Main(Do.Wait(10_000)).Event(0.01, at => new SurroundingsSeen(at, 0, 0, 1))
            .Event(4, at => new SurroundingsSeen(at, 0, 0, 1)).Thread(101, ".NET Sockets", Do.Serve(480, SystemCallKind.EpollWait), Do.Compute(20));
        for (var at = 0.22; at < 5; at += 0.5)
        {
            builder.InFlight(at, at + 0.15);
        }

        return builder;
    }

    [Fact]
    public void Requests_that_the_runtime_tells_of_outweigh_peers_that_talk()
    {
        var diagnosis = Polling().Diagnose();
        Assert.Equal(Cause.Idle, diagnosis.Cause());
        Assert.InRange(diagnosis.Wall(ThreadState.Network), 0, 0.31);
    }

    [Fact]
    public void Peers_that_talk_after_the_requests_are_over_send_the_rest_of_an_answer_most_likely()
    {
        var diagnosis = Hearing(peers: 1, every: 50).InFlight(1, 2).Thread(102, ".NET Timer", Timeout).Diagnose();
        Assert.Equal(Cause.Network, diagnosis.Cause());
        Assert.InRange(diagnosis.Verdict.Confidence, 0.6, 0.71);
        // Before the first request it is no answer.
        Near(0.8, diagnosis.Wall(ThreadState.Network), 0.03);
        // In pauses that are long it is no answer either, but what keeps a connection.
        Assert.NotEqual(Cause.Network, Hearing(peers: 1, every: 1700).InFlight(1, 1.1).Diagnose().Cause());
        // A server hears of its clients.
        Assert.Equal(Cause.Idle, Waiting(listeners: 1, peers: 1).Thread(101, ".NET Sockets", Do.Serve(50, SystemCallKind.EpollWait), Do.Compute(0.05)).InFlight(1, 2).Diagnose().Cause());
    }

    [Fact]
    public void What_comes_after_a_request_is_the_probes_to_tell() =>
        Assert.Equal(Cause.Idle, Hearing(peers: 1, every: 50).InFlight(1, 2).Event(0, at => new ProbeActive(at)).Diagnose().Cause());

    [Fact]
    public void Silent_peers_leave_doubt_unless_the_probe_was_there_from_the_start()
    {
        var silent = Waiting(peers: 1).Diagnose().Verdict;
        Assert.Equal(Cause.Idle, Assert.Single(silent.Causes));
        Assert.InRange(silent.Confidence, 0.5, 0.66);
        Assert.Contains("unless it awaits answers on its open connections", silent.Summary, StringComparison.Ordinal);
        var probed = Waiting(peers: 1).Event(0, at => new ProbeActive(at)).Diagnose().Verdict;
        Assert.Equal(Cause.Idle, Assert.Single(probed.Causes));
        Assert.InRange(probed.Confidence, 0.95, 1);
        // It has run before: what it awaits since then no probe can know.
        var attached = Waiting(peers: 1).Event(0, at => new ProbeActive(at)).Thread(101, ".NET TP Worker", Do.Compute(1), Do.WorkerIdle(400)).Diagnose().Verdict;
        Assert.Equal(Cause.Idle, Assert.Single(attached.Causes));
        Assert.InRange(attached.Confidence, 0.5, 0.66);
    }

    /// <summary>A look at one connection every quarter of a second: those numbered find it unanswered since so many seconds.</summary>
    private static RecordingBuilder Asked(Func<int, double?> unansweredSince, double seconds = 5)
    {
        var builder = new RecordingBuilder(7, Noise.Levels[1]).Lasting(seconds).Main(Do.Wait(10_000));
        var connection = new MadeConnection("10.0.0.7:5432");
        for (var i = 1; i < 4 * seconds; i++)
        {
            builder.Event(0.25 * i, at => new SurroundingsSeen(at, 0, 0, 1))
                .Event((0.25 * i) + 0.0001, at => MadeConnection.Look(at, unansweredSince(i) is { } since ? connection.Asked(at, since) : connection.Answered(at, 0.01, segments: 1)));
        }

        return builder;
    }

    private static OperationsCounted Counted(Timestamp at, string endpoint) =>
        new(at, ResourceKind.Socket, endpoint, IoOperation.Send, 1, 1, 0, Duration.Zero, LatencyHistogram.Empty, 1, false);

    private static Timestamp Before(Timestamp at, double seconds) => at + (Duration.Zero - Duration.FromSeconds(seconds));

    [Fact]
    public void A_peer_that_was_asked_and_is_silent_is_waited_for_most_likely()
    {
        var diagnosis = Asked(i => 3 + (0.25 * i)).Diagnose();
        Assert.Equal(Cause.Network, diagnosis.Cause());
        Assert.InRange(diagnosis.Verdict.Confidence, 0.6, 0.71);
        Assert.Contains("waits for the network on 10.0.0.7:5432 (PostgreSQL), as far as its connections tell", diagnosis.Verdict.Summary, StringComparison.Ordinal);
        var peer = Assert.Single(diagnosis.Endpoints);
        Assert.Equal(("10.0.0.7", 5432, false), (peer.Host, peer.Port, peer.Exact));
        // It was asked before the window, which does not count.
        Near(5, peer.Seconds, 0.02);
        Assert.Contains(diagnosis.Evidence, e => e.Id == "answers-outstanding" && e.Supports == Bound.Io);
    }

    [Fact]
    public void A_look_that_finds_an_answer_outstanding_stands_for_the_time_since_the_one_before()
    {
        // Every other look does, and the question was never old: half the time.
        Near(0.5, Asked(i => i % 2 == 0 ? 0.01 : null).Diagnose().Wall(ThreadState.Network), 0.06);
    }

    [Fact]
    public void Peers_that_have_spoken_last_leave_little_doubt()
    {
        var verdict = Asked(_ => null).Diagnose().Verdict;
        Assert.Equal(Cause.Idle, Assert.Single(verdict.Causes));
        Assert.InRange(verdict.Confidence, 0.75, 0.9);
        Assert.Contains("on its open connections the other side spoke last", verdict.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public void A_question_outweighs_a_timeout_but_not_a_timer_that_fires()
    {
        Assert.Equal(Cause.Network, Asked(i => 5 + (0.25 * i)).Thread(101, ".NET Timer", Timeout).Diagnose().Cause());
        Assert.Equal(Cause.Sleep, Asked(i => 5 + (0.25 * i)).Thread(101, ".NET Timer", Timeout with { Milliseconds = 50 }, Do.Compute(0.1)).Diagnose().Cause());
    }

    [Fact]
    public void What_was_asked_since_the_probe_came_is_the_probes_to_tell()
    {
        // It has run before the window.
        RecordingBuilder Attached(Func<int, double?> since) =>
            Asked(since).Event(0.05, at => new ProbeActive(at)).Thread(101, ".NET TP Worker", Do.Compute(1), Do.WorkerIdle(400));
        Assert.Equal(Cause.Idle, Attached(i => (0.25 * i) - 0.1).Diagnose().Cause());
        Assert.Equal(Cause.Network, Attached(i => 20 + (0.25 * i)).Diagnose().Cause());
        // With the probe there from the start, it tells of all.
        Assert.Equal(Cause.Idle, Asked(i => 20 + (0.25 * i)).Event(4.9, at => Counted(at, "10.0.0.7:5432")).Event(0.05, at => new ProbeActive(at)).Diagnose().Cause());
    }

    [Fact]
    public void Another_peer_that_is_known_makes_an_outstanding_answer_no_surer()
    {
        var verdict = Asked(i => 0.25 * i).InFlight(1, 1.01).Diagnose().Verdict;
        Assert.Equal(Cause.Network, Assert.Single(verdict.Causes));
        Assert.InRange(verdict.Confidence, 0.6, 0.71);
    }

    [Fact]
    public void Requests_that_the_runtime_tells_of_are_not_told_again_by_their_connections()
    {
        // The port of the requests is that of the connection.
        var builder = Asked(i => 0.25 * i).Event(0.5, at => new NetworkStarted(at, new Guid(1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1), "http", "db.example", 5432))
            .Event(0.6, at => new NetworkEnded(at, new Guid(1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1), "http", false));
        Assert.Equal(Cause.Idle, builder.Diagnose().Cause());
    }

    [Fact]
    public void A_server_without_requests_is_idle_with_whomever_it_has_spoken()
    {
        var builder = new RecordingBuilder(7, Noise.Levels[1]).Main(Do.Wait(10_000));
        var connection = new MadeConnection("10.0.0.7:5672");
        for (var i = 1; i < 20; i++)
        {
            builder.Event(0.25 * i, at => new SurroundingsSeen(at, 0, 1, 1)).Event((0.25 * i) + 0.0001, at => MadeConnection.Look(at, connection.Asked(at, 9 + (0.25 * i))));
        }

        var verdict = builder.Diagnose().Verdict;
        Assert.Equal(Cause.Idle, Assert.Single(verdict.Causes));
        Assert.InRange(verdict.Confidence, 0.5, 0.66);
    }

    [Fact]
    public void A_wait_that_is_told_later_ended_when_it_did()
    {
        var diagnosis = Waiting().Event(0, at => new ProbeActive(at)).Event(4.5, at => new NetworkAwaited(at, "10.0.0.7:5432", Before(at, 4)) { To = Before(at, 2) })
            .Event(4.5, at => new NetworkAwaited(at, "10.0.0.8:5432", Before(at, 3.8)) { To = Before(at, 3.5) }).Diagnose();
        Near(0.4, diagnosis.Wall(ThreadState.Network), 0.02);
    }

    [Theory]
    [InlineData("unix:/tmp/build-server", Cause.Pipe)]
    [InlineData("10.0.0.7:5432", Cause.Network)]
    public void An_answer_awaited_on_a_local_socket_is_that_of_a_process_of_this_machine(string endpoint, Cause cause)
    {
        var diagnosis = Waiting().Event(0, at => new ProbeActive(at)).Event(4.5, at => new NetworkAwaited(at, endpoint, at + (Duration.Zero - Duration.FromSeconds(4))))
            .Event(4.9, at => new OperationsCounted(at, ResourceKind.Socket, endpoint, IoOperation.Response, 1, 0, 0, Duration.FromSeconds(4), LatencyHistogram.Empty, 1, false))
            .Diagnose();
        Assert.Equal(cause, diagnosis.Cause());
        Assert.InRange(diagnosis.Verdict.Confidence, 0.9, 1);
        Near(0.8, diagnosis.Wall(cause == Cause.Pipe ? ThreadState.Pipe : ThreadState.Network), 0.02);
    }

    [Theory]
    [InlineData("unix socket", Cause.Pipe)]
    [InlineData("/run/build.sock", Cause.Pipe)]
    [InlineData("@build", Cause.Pipe)]
    [InlineData("10.0.0.7:5432", Cause.Network)]
    [InlineData("socket:[4711]", Cause.Network)]
    public void A_thread_that_receives_from_a_local_socket_waits_in_a_pipe(string name, Cause cause) =>
        Assert.Equal(cause, new RecordingBuilder(7).Main(Do.Receive(50, name), Do.Compute(0.5)).Diagnose().Cause());

    [Fact]
    public void A_thread_that_receives_from_whoever_may_ask_has_nothing_to_do() => Assert.Equal(
        Cause.Idle,
        new RecordingBuilder(7).Main(Do.Receive(50) with { Resource = new MadeResource(ResourceKind.Listener, "10.0.0.9:51234") }, Do.Compute(0.1)).Diagnose().Cause());

    [Fact]
    public void A_timer_beside_silent_peers_is_surer_than_idling_beside_them()
    {
        var verdict = Waiting(peers: 1).Thread(101, ".NET Timer", Timeout with { Milliseconds = 50 }, Do.Compute(0.1)).Diagnose().Verdict;
        Assert.Equal(Cause.Sleep, Assert.Single(verdict.Causes));
        Assert.InRange(verdict.Confidence, 0.8, 0.9);
    }

    [Theory]
    [InlineData(4, 0.95, 1)]
    [InlineData(2.7, 0.95, 1)]
    [InlineData(2.3, 0.8, 0.9)]
    [InlineData(0.4, 0.8, 0.9)]
    public void Surroundings_that_were_last_looked_at_long_ago_leave_doubt(double lastLook, double low, double high)
    {
        var verdict = new RecordingBuilder(7, Noise.Levels[1]).Lasting(5).Main(Do.Wait(10_000)).Event(0.3, at => new SurroundingsSeen(at, 0, 0, 0))
            .Event(lastLook, at => new SurroundingsSeen(at, 0, 0, 0)).Diagnose().Verdict;
        Assert.Equal(Cause.Idle, Assert.Single(verdict.Causes));
        Assert.InRange(verdict.Confidence, low, high);
        Assert.Equal(high < 1, verdict.Summary.Contains("which were not looked for", StringComparison.Ordinal));
    }
}
