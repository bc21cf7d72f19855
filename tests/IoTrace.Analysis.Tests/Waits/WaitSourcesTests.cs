using System.Reflection;

using IoTrace.Analysis.Tests.Made;
using IoTrace.Analysis.Waits;

using static IoTrace.Analysis.Tests.Made.Judged;

namespace IoTrace.Analysis.Tests.Waits;

public class WaitSourcesTests
{
    private static readonly Step Tick = Do.Serve(250, SystemCallKind.Futex) with { Timed = true };

    private static Timestamp At(double seconds) => new((long)(seconds * 1e9));

    /// <summary>A program whose connection is looked at every quarter of a second.</summary>
    private static RecordingBuilder Looked(RecordingBuilder builder, MadeConnection connection, Func<MadeConnection, Timestamp, int, TcpSample> sample, int listeners = 0)
    {
        for (var i = 1; i < 20; i++)
        {
            var turn = i;
            builder.Event(0.25 * i, at => new SurroundingsSeen(at, 0, listeners, listeners > 0 ? 0 : 1))
                .Event((0.25 * i) + 0.0001, at => MadeConnection.Look(at, sample(connection, at, turn)));
        }

        return builder;
    }

    [Fact]
    public void Every_source_has_a_name_of_its_own_and_is_asked()
    {
        var kinds = typeof(WaitSource).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(WaitSource))).ToHashSet();
        Assert.All(kinds, k => Assert.True(k.IsSealed));
        var field = typeof(WaitSources).GetField("sources", BindingFlags.NonPublic | BindingFlags.Instance)!;
        var sources = ((IEnumerable<WaitSource>)field.GetValue(new WaitSources(_ => false))!).ToList();
        Assert.Equal(sources.Count, sources.Select(s => s.Id).Distinct().Count());
        Assert.Equal(kinds, [.. sources.Select(s => s.GetType())]);
    }

    [Fact]
    public void Answers_that_come_more_often_than_a_timer_fires_are_what_is_waited_for()
    {
        RecordingBuilder Client(int exchanges) => Looked(
            new RecordingBuilder(7, Noise.Levels[1]).Main(Do.Wait(10_000)).Thread(101, ".NET Timer", Tick, Do.Compute(0.1)), new MadeConnection("broker:1883"),
            (c, at, i) => c.Asked(at, 0.01) with { SegmentsSent = exchanges * i, SegmentsHeard = (exchanges * i) + 1, BytesHeard = 100 * i });
        Assert.Equal(Cause.Network, Client(exchanges: 10).Diagnose().Cause());
        Assert.Equal(Cause.Sleep, Client(exchanges: 0).Diagnose().Cause());
    }

    [Fact]
    public void Questions_that_follow_answers_at_once_are_waited_for_unless_a_timer_or_a_sleep_paces_them()
    {
        // Sent and heard within a tick of the kernel's clock, and two segments a question, so that their balance tells nothing either.
        RecordingBuilder Client(Step main, int fires) => Looked(
            new RecordingBuilder(7, Noise.Levels[1]).Main(main).Thread(101, ".NET Timer", Tick with { Milliseconds = 5000.0 / fires }, Do.Compute(0.1)), new MadeConnection("broker:1883"),
            (c, at, i) => c.Answered(at, 0.01) with { SinceSent = Duration.FromSeconds(0.01), SinceAcknowledged = Duration.FromSeconds(0.01), SegmentsSent = 20 * i, SegmentsHeard = 10 * i, BytesHeard = 100 * i });
        var asks = Client(Do.Wait(10_000), fires: 20).Diagnose();
        Assert.Equal(Cause.Network, asks.Cause());
        Assert.InRange(asks.Verdict.Confidence, 0.6, 0.9);
        Assert.Equal(Cause.Sleep, Client(Do.Wait(10_000), fires: 300).Diagnose().Cause());
        Assert.Equal(Cause.Sleep, Client(Do.Sleep(10_000), fires: 20).Diagnose().Cause());
        // A native library may have timers of its own.
        var native = Client(Do.Wait(10_000), fires: 20).Thread(102, "rdk:main", Do.Serve(100, SystemCallKind.Futex) with { Timed = true, Stack = [] }, Do.Compute(0.1) with { Stack = [] });
        Assert.NotEqual(Cause.Network, native.Diagnose().Cause());
    }

    [Fact]
    public void A_request_whose_body_comes_in_is_waited_for_and_one_that_is_served_is_not()
    {
        RecordingBuilder Server(bool slow) => Looked(
            new RecordingBuilder(7, Noise.Levels[1]).Main(Do.Wait(10_000)).Thread(101, ".NET TP Worker", Do.WorkerIdle(45), Do.Compute(1)).Request(0.05, 4.9),
            new MadeConnection("10.0.0.9:51234", accepted: true), (c, at, i) => c.Answered(at, 0.05, segments: slow || i == 1 ? 3 : 0), listeners: 1);
        var slow = Server(slow: true).Diagnose();
        Assert.Equal(Cause.Network, slow.Cause());
        Assert.InRange(slow.Verdict.Confidence, 0.6, 0.9);
        Assert.Equal(Cause.Idle, Server(slow: false).Diagnose().Cause());
    }

    [Fact]
    public void Bodies_that_end_between_two_looks_come_in_as_slowly_as_those_that_last()
    {
        // Two of three looks find that the answer to one body went out and that the next one began.
        RecordingBuilder Server(bool slow) => Looked(
            new RecordingBuilder(7, Noise.Levels[1]).Main(Do.Wait(10_000)).Thread(101, ".NET TP Worker", Do.WorkerIdle(45), Do.Compute(1)).Request(0.05, 4.9),
            new MadeConnection("10.0.0.9:51234", accepted: true), (c, at, i) => c.Answered(at, 0.05, slow || i % 3 > 0 ? 3 : 0) with { SegmentsSent = i - (i / 3) }, listeners: 1);
        Assert.Equal(Cause.Network, Server(slow: true).Diagnose().Cause());
        Assert.NotEqual(Cause.Network, Server(slow: false).Diagnose().Cause());
    }

    [Fact]
    public void Sockets_that_move_where_there_is_no_connection_take_datagrams()
    {
        RecordingBuilder Client(double pause, params MadeConnection[] accepted) => new RecordingBuilder(7, Noise.Levels[1])
            .Main(Do.Wait(10_000)).Thread(101, ".NET Sockets", Do.Serve(pause, SystemCallKind.EpollWait), Do.Compute(0.1))
            .Event(0.1, at => new SurroundingsSeen(at, 0, 0, 0)).Event(4, at => new SurroundingsSeen(at, 0, 0, 0))
            .Event(0.2, at => MadeConnection.Look(at, [.. accepted.Select(c => c.Answered(at, 0.1))]));
        var asks = Client(pause: 5).Diagnose();
        Assert.Equal(Cause.Network, asks.Cause());
        Assert.InRange(asks.Verdict.Confidence, 0.5, 0.75);
        Assert.Equal(Cause.Idle, Client(pause: 3000).Diagnose().Cause());
        Assert.Equal(Cause.Idle, Client(pause: 5, new MadeConnection("10.0.0.9:51234", accepted: true)).Diagnose().Cause());
    }

    [Fact]
    public void Bytes_that_a_client_does_not_take_are_waited_for()
    {
        var server = Looked(
            new RecordingBuilder(7, Noise.Levels[1]).Main(Do.Wait(10_000)).Request(0.05, 4.9), new MadeConnection("10.0.0.9:51234", accepted: true),
            (c, at, i) => c.Answered(at, 0.05) with { SegmentsSent = 9 * i, Unsent = 100_000 }, listeners: 1);
        Assert.Equal(Cause.Network, server.Diagnose().Cause());
    }

    [Fact]
    public void A_receive_that_nothing_was_asked_for_is_idling_also_where_it_blocks_in_a_futex()
    {
        // As .NET's synchronous receive on a socket that was used asynchronously before.
        var futex = Do.Receive(100_000) with { Call = SystemCallKind.Futex, Resource = null };
        RecordingBuilder Listener(Func<MadeConnection, Timestamp, int, TcpSample> sample) => Looked(new RecordingBuilder(7).Main(futex), new MadeConnection("10.0.0.7:5432"), sample);
        var idle = Listener((c, at, i) => c.Answered(at, 0.3 + (0.25 * i))).Diagnose();
        Assert.Equal(Cause.Idle, idle.Cause());
        Assert.InRange(idle.Verdict.Confidence, 0.6, 0.9);
        Assert.Equal(Cause.Network, Listener((c, at, i) => c.Asked(at, 0.3 + (0.25 * i))).Diagnose().Cause());
    }

    [Fact]
    public void Native_threads_that_wake_up_again_and_again_leave_doubt()
    {
        RecordingBuilder With(double every) => new RecordingBuilder(7).Main(Do.Wait(10_000))
            .Thread(101, "rdk:main", Do.Serve(every, SystemCallKind.Futex) with { Timed = true, Stack = [] }, Do.Compute(0.1) with { Stack = [] });
        var ticking = With(100).Diagnose().Verdict;
        Assert.Equal(Cause.Idle, Assert.Single(ticking.Causes));
        Assert.InRange(ticking.Confidence, 0.5, 0.75);
        Assert.Contains("native library", ticking.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public void What_the_probe_sends_in_vain_to_a_port_of_requests_is_no_question()
    {
        var probe = new ProbeAnswerWait(Facts("api", 443));
        probe.Learn(new NetworkAwaited(At(4), "10.0.0.1:443", At(1)) { Answers = 0 });
        probe.Learn(new NetworkAwaited(At(4), "10.0.0.2:5432", At(1)) { Answers = 0 });
        probe.EndLearning();
        Assert.Equal((At(1), At(4)), Assert.Single(probe.InVain));
    }

    private static WaitFacts Facts(string host, int port)
    {
        var facts = new WaitFacts();
        facts.Learn(new NetworkStarted(At(0), default, "https", host, port));
        return facts;
    }
}
