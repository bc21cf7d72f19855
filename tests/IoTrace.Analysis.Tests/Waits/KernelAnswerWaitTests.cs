using IoTrace.Analysis.Tests.Made;
using IoTrace.Analysis.Timeline;
using IoTrace.Analysis.Waits;

using static IoTrace.Analysis.Tests.Made.Judged;

namespace IoTrace.Analysis.Tests.Waits;

public class KernelAnswerWaitTests
{
    private const string Database = "db:5432";

    private readonly MadeConnection connection = new(Database);

    private static Timestamp At(double seconds) => new((long)(seconds * 1e9));

    private static WaitSources After(bool fromBirth, params IEnumerable<Observation> observations)
    {
        var waits = new WaitSources(_ => false);
        foreach (var observation in observations.OrderBy(o => o.At.Nanoseconds))
        {
            waits.Learn(observation);
        }

        waits.EndLearning(fromBirth, (At(0), At(10)));
        return waits;
    }

    private static SurroundingsSeen Peers(double at, int peers = 1) => new(At(at), 0, 0, peers);

    private static TcpLook Unanswered(MadeConnection connection, double from, double at) => MadeConnection.Look(At(at), connection.Asked(At(at), at - from));

    private static Observation[] Looks(Func<Timestamp, TcpSample> sample) =>
        [.. Enumerable.Range(0, 40).SelectMany(i => (Observation[])[Peers(0.25 * i), MadeConnection.Look(At(0.25 * i), sample(At(0.25 * i)))])];

    [Fact]
    public void Connections_that_the_other_side_spoke_on_last_look_answered()
    {
        var waits = After(false, Looks(at => connection.Answered(at, 0.05, segments: 1)));
        Assert.Equal(Reliability.Inferred, waits.Coverage.Idle);
        Assert.Contains("the other side spoke last", waits.Coverage.Unless, StringComparison.Ordinal);
    }

    [Fact]
    public void Connections_that_the_kernel_tells_nothing_of_may_be_waited_for() =>
        Assert.Equal(Reliability.Guessed, After(false, Looks(connection.Untold)).Coverage.Idle);

    [Fact]
    public void Without_connections_there_is_nothing_to_wait_for() =>
        Assert.Equal(Coverage.Full, After(false, Enumerable.Range(0, 40).Select(i => Peers(0.25 * i, peers: 0))).Coverage);

    [Fact]
    public void A_probe_from_the_start_tells_of_all_that_it_names_and_not_of_native_libraries()
    {
        var counted = new OperationsCounted(At(3), ResourceKind.Socket, Database, IoOperation.Send, 1, 1, 0, Duration.Zero, LatencyHistogram.Empty, 1, false);
        Observation[] named = [new ProbeActive(At(0.1)), Peers(1), Unanswered(connection, 0.5, 2), counted, Peers(9)];
        var waits = After(true, named);
        Assert.Empty(waits.Answers.Due);
        Assert.Equal(Coverage.Full, waits.Coverage);

        var native = After(true, [.. named, Unanswered(new MadeConnection("broker:9092", number: 2), 1.5, 2.1)]);
        Assert.Equal(["broker:9092"], native.Answers.ByEndpoint.Select(e => e.Endpoint));
        Assert.NotEqual(Coverage.Full, native.Coverage);
    }

    [Fact]
    public void A_probe_that_came_later_tells_of_what_was_asked_since()
    {
        var later = new MadeConnection("later:1", number: 2);
        var waits = After(false, new ProbeActive(At(2)), Unanswered(connection, 1.9, 3), Unanswered(later, 2.5, 3.25));
        Assert.Equal([Database], waits.Answers.ByEndpoint.Select(e => e.Endpoint));
    }

    [Fact]
    public void Ports_that_the_runtime_tells_requests_of_are_left_to_it()
    {
        var api = new MadeConnection("api:443", number: 2);
        var waits = After(false, new NetworkStarted(At(0), default, "https", "api", 443), new NetworkStarted(At(0), default, "tls", "db", 5432), Unanswered(api, 1, 2), Unanswered(connection, 1, 2));
        Assert.True(waits.Facts.KnowsRequestsMade);
        Assert.Equal([Database], waits.Answers.ByEndpoint.Select(e => e.Endpoint));
        Near(1, waits.Answers.Due.Sum(s => (s.To - s.From).Seconds), 1e-6);
    }

    [Fact]
    public void A_thread_reads_unasked_where_all_connections_are_silent_and_nothing_was_said()
    {
        var waits = After(false, Looks(at => connection.Answered(at, 5)));
        Assert.True(waits.Answers.ListensUnasked(new ThreadId(1), null, At(5)));
        Assert.False(After(false, Looks(at => connection.Answered(at, 0.1, segments: 3))).Answers.ListensUnasked(new ThreadId(1), null, At(5)));
        Assert.False(After(false, Looks(at => connection.Asked(at, 1))).Answers.ListensUnasked(new ThreadId(1), null, At(5)));
    }
}
