using IoTrace.Analysis.Tests.Made;

using static IoTrace.Analysis.Tests.Made.Judged;

namespace IoTrace.Analysis.Tests.Verdicts;

/// <summary>Who waits for an answer, and who only listens, acknowledges, or keeps a timer.</summary>
public class UnansweredTests
{
    private const string Peer = "10.0.0.7:443";

    private static readonly Step Timer = Do.Serve(1000, SystemCallKind.Futex) with { Timed = true };

    private static Timestamp Before(Timestamp at, double seconds) => at + (Duration.Zero - Duration.FromSeconds(seconds));

    /// <summary>A program that reads from a connection, of which the kernel tells for some of the time that nothing was asked on it.</summary>
    private static RecordingBuilder Reading(double ms, double listensFrom = 0.3, double listensTo = 5, string? endpoint = null)
    {
        var builder = new RecordingBuilder(7).Lasting(5).Main(Do.Receive(ms, Peer), Do.Compute(0.2));
        var connection = new MadeConnection(endpoint ?? Peer);
        for (var i = 1; i < 20; i++)
        {
            var second = 0.25 * i;
            var news = (int)(second * 1000 / ms) - (int)((second - 0.25) * 1000 / ms);
            builder.Event(second, now => new SurroundingsSeen(now, 0, 0, 1))
                .Event(second + 0.0001, now => MadeConnection.Look(now, second >= listensFrom && second < listensTo ? connection.Answered(now, 9, news) : connection.Asked(now, second >= listensTo && listensTo > 0 ? second - listensTo : 9 + second)));
        }

        return builder;
    }

    [Fact]
    public void A_thread_that_reads_what_it_has_not_asked_for_waits_for_nothing()
    {
        var diagnosis = Reading(100_000).Diagnose();
        Assert.Equal(Cause.Idle, diagnosis.Cause());
        Assert.InRange(diagnosis.Verdict.Confidence, 0.6, 0.9);
        Near(0.9, diagnosis.Wall(ThreadState.Idle), 0.02);
        Assert.Equal(Cause.Idle, Reading(2000).Diagnose().Cause());
        // It goes on to the end.
        Assert.Equal(Cause.Idle, Reading(100_000, listensTo: 10).Diagnose().Cause());
    }

    [Fact]
    public void A_question_or_news_at_short_intervals_is_the_network()
    {
        Assert.Equal(Cause.Network, Reading(100_000, listensTo: 0).Diagnose().Cause());
        Assert.Equal(Cause.Network, Reading(1200).Diagnose().Cause());
        Near(0.35, Reading(100_000, listensTo: 2.3).Diagnose().Wall(ThreadState.Idle), 0.02);
    }

    [Fact]
    public void What_is_listened_to_is_known_of_each_endpoint() =>
        Assert.Equal(Cause.Network, Reading(100_000, endpoint: "10.0.0.9:443").Diagnose().Cause());

    private static RecordingBuilder Awaiting(int answers) => new RecordingBuilder(7).Lasting(5).Main(Do.Wait(10_000))
        .Event(0, at => new ProbeActive(at))
        .Event(0.01, at => new SurroundingsSeen(at, 0, 0, 1)).Event(4, at => new SurroundingsSeen(at, 0, 0, 1))
        .Event(2.5, at => new NetworkAwaited(at, Peer, Before(at, 2.4)) { Answers = 0 })
        .Event(4.9, at => new NetworkAwaited(at, Peer, Before(at, 2.4)) { Answers = answers })
        .Event(4.95, at => new OperationsCounted(at, ResourceKind.Socket, Peer, IoOperation.Response, 1, 0, 0, Duration.FromSeconds(4), LatencyHistogram.Empty, 1, false));

    [Fact]
    public void What_was_never_answered_may_have_been_no_question()
    {
        var inVain = Awaiting(answers: 0).Diagnose().Verdict;
        Assert.Equal(Cause.Network, Assert.Single(inVain.Causes));
        Assert.InRange(inVain.Confidence, 0.75, 0.9);
        var answered = Awaiting(answers: 1).Diagnose().Verdict;
        Assert.Equal(Cause.Network, Assert.Single(answered.Causes));
        Assert.InRange(answered.Confidence, 0.9, 1);
        // The runtime tells of a request: that is a question.
        Assert.InRange(Awaiting(answers: 0).InFlight(0.1, 4.9).Diagnose().Verdict.Confidence, 0.9, 1);
    }

    [Fact]
    public void Short_waits_beside_a_long_one_in_vain_keep_their_confidence()
    {
        var builder = Awaiting(answers: 1).Event(4.97, at => new NetworkAwaited(at, "10.0.0.8:5672", Before(at, 1.7)) { Answers = 0 });
        Assert.InRange(builder.Diagnose().Verdict.Confidence, 0.9, 1);
    }

    private static RecordingBuilder Ticking(int children = 0, int listeners = 0, int peers = 0, int local = 0) => new RecordingBuilder(7).Lasting(5)
        .Main(Do.Wait(10_000)).Thread(101, ".NET Timer", Timer, Do.Compute(0.2)).Event(0, at => new ProbeActive(at))
        .Event(0.01, at => new SurroundingsSeen(at, children, listeners, peers) { LocalPeers = local })
        .Event(4, at => new SurroundingsSeen(at, children, listeners, peers) { LocalPeers = local });

    [Theory]
    [InlineData(1, 0, 0)]
    [InlineData(0, 1, 0)]
    [InlineData(0, 0, 1)]
    public void A_timer_beside_children_or_connections_may_be_a_librarys(int children, int peers, int local)
    {
        var verdict = Ticking(children, peers: peers, local: local).Diagnose().Verdict;
        Assert.Equal(Cause.Sleep, Assert.Single(verdict.Causes));
        Assert.InRange(verdict.Confidence, 0.75, 0.9);
    }

    [Fact]
    public void A_timer_by_itself_and_a_thread_that_sleeps_leave_no_such_doubt()
    {
        Assert.InRange(Ticking().Diagnose().Verdict.Confidence, 0.9, 1);
        var sleeping = new RecordingBuilder(7).Lasting(5).Main(Do.Sleep(100), Do.Compute(0.2)).Event(0, at => new ProbeActive(at))
            .Event(0.01, at => new SurroundingsSeen(at, 1, 0, 1)).Event(4, at => new SurroundingsSeen(at, 1, 0, 1)).Diagnose().Verdict;
        Assert.Equal(Cause.Sleep, Assert.Single(sleeping.Causes));
        Assert.InRange(sleeping.Confidence, 0.9, 1);
    }

    [Fact]
    public void Requests_that_are_answered_and_ask_nobody_wait_for_a_timer()
    {
        var server = Ticking(listeners: 1);
        for (var at = 0.2; at < 4; at += 1)
        {
            server.Request(at, at + 0.9);
        }

        var verdict = server.Diagnose().Verdict;
        Assert.Equal(Cause.Sleep, Assert.Single(verdict.Causes));
        Assert.InRange(verdict.Confidence, 0.6, 0.9);
    }

    [Fact]
    public void Requests_that_wait_for_a_child_do_so()
    {
        var server = Ticking(listeners: 1, children: 1);
        for (var at = 0.2; at < 4; at += 1)
        {
            server.Request(at, at + 0.9);
        }

        Assert.Equal(Cause.Pipe, server.Diagnose().Cause());
    }

    [Fact]
    public void One_that_is_never_answered_is_its_clients_to_end()
    {
        Assert.Equal(Cause.Idle, Ticking(listeners: 1).Event(0.2, at => new RequestStarted(at, Guid.Empty)).Diagnose().Cause());
    }
}
