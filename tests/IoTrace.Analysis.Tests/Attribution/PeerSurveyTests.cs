using IoTrace.Analysis.Attribution;

using static IoTrace.Analysis.Tests.Made.Judged;

namespace IoTrace.Analysis.Tests.Attribution;

public class PeerSurveyTests
{
    private const string Database = "db:5432";
    private readonly PeerSurvey survey = new();

    private static Timestamp At(double seconds) => new((long)(seconds * 1e9));

    private PeerSurvey After(bool fromBirth, params Observation[] observations)
    {
        foreach (var observation in observations)
        {
            survey.Take(observation);
        }

        survey.End(fromBirth, (At(0), At(10)));
        return survey;
    }

    private static SurroundingsSeen Peers(double at, int peers = 1, int told = 1) => new SurroundingsSeen(At(at), 0, 0, peers) { Told = told };

    private static AnswerOutstanding Unanswered(double from, double at, double before, string endpoint = Database) => new AnswerOutstanding(At(at), endpoint, At(from), At(before));

    [Fact]
    public void Connections_that_the_other_side_spoke_on_last_look_answered()
    {
        var peers = After(false, [.. Enumerable.Range(0, 40).Select(i => Peers(0.25 * i))]);
        Assert.True(peers.LooksAnswered);
        Assert.False(peers.MayAwaitUnseen);
        Assert.False(peers.HasProbe);
        Assert.False(peers.KnowsRequestsMade);
    }

    [Fact]
    public void Connections_that_the_kernel_tells_nothing_of_may_be_waited_for()
    {
        var peers = After(false, [.. Enumerable.Range(0, 40).Select(i => Peers(0.25 * i, told: 0))]);
        Assert.True(peers.MayAwaitUnseen);
        Assert.False(peers.LooksAnswered);
    }

    [Fact]
    public void Without_connections_there_is_nothing_to_wait_for()
    {
        var peers = After(false, [.. Enumerable.Range(0, 40).Select(i => Peers(0.25 * i, peers: 0, told: 0))]);
        Assert.False(peers.MayAwaitUnseen || peers.LooksAnswered);
    }

    [Theory]
    [InlineData(0.9, true)]
    [InlineData(1.2, false)]
    public void Answers_that_are_awaited_for_a_tenth_of_the_time_are_a_wait(double seconds, bool answered)
    {
        var peers = After(false, [.. Enumerable.Range(0, 40).Select(i => Peers(0.25 * i)), Unanswered(4 - seconds, 4, 3.75)]);
        Assert.Equal(answered, peers.LooksAnswered);
        Assert.Equal(!answered, peers.MayAwaitUnseen);
        Near(seconds, peers.Outstanding.Sum(s => (s.To - s.From).Seconds), 1e-6);
    }

    [Fact]
    public void A_probe_from_the_start_tells_of_all_answers()
    {
        var peers = After(true, new ProbeActive(At(0.1)), Peers(1), Unanswered(0.05, 2, 1), Peers(9));
        Assert.True(peers.HasProbe);
        Assert.Empty(peers.Outstanding);
        Assert.Empty(peers.OutstandingOf);
        Assert.False(peers.MayAwaitUnseen || peers.LooksAnswered);
    }

    [Fact]
    public void Connections_that_a_probe_from_the_start_never_names_are_those_of_native_libraries()
    {
        var counted = new OperationsCounted(At(3), ResourceKind.Socket, Database, IoOperation.Send, 1, 1, 0, Duration.Zero, LatencyHistogram.Empty, 1, false);
        var peers = After(true, new ProbeActive(At(0.1)), Unanswered(1, 2, 1.5), Unanswered(1, 2, 1.5, "broker:9092"), counted);
        Assert.Equal(["broker:9092"], peers.OutstandingOf.Select(o => o.Endpoint));
        Near(1, peers.Outstanding.Sum(s => (s.To - s.From).Seconds), 1e-6);
    }

    [Fact]
    public void One_that_came_later_tells_of_what_was_asked_since()
    {
        var peers = After(false, new ProbeActive(At(2)), new ProbeActive(At(5)), Unanswered(1.9, 3, 2.5), Unanswered(2, 4, 3.5, "since:1"), Unanswered(3, 4, 3.5, "later:1"));
        Assert.Equal([Database], peers.OutstandingOf.Select(o => o.Endpoint));
    }

    [Fact]
    public void Ports_that_the_runtime_tells_requests_of_are_left_to_it()
    {
        var peers = After(false, new NetworkStarted(At(0), default, "https", "api", 443), new NetworkStarted(At(0), default, "tls", "db", 5432), Unanswered(1, 2, 1.5, "api:443"), Unanswered(1, 2, 1.5));
        Assert.True(peers.KnowsRequestsMade);
        Assert.Equal([Database], peers.OutstandingOf.Select(o => o.Endpoint));
        Assert.Single(peers.Outstanding);
    }
}
