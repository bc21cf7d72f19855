using IoTrace.Analysis.Tests.Made;

namespace IoTrace.Analysis.Tests.Tallies;

/// <summary>Several sources tell of one peer; the list has it once.</summary>
public class EndpointListTests
{
    private static IEnumerable<string> Listed(RecordingBuilder builder) =>
        builder.Diagnose().Endpoints.Select(e => $"{e.Protocol} {e.Host}:{e.Port}").Order(StringComparer.Ordinal);

    private static OperationsCounted Answered(Timestamp at, string endpoint) => new(
        at, ResourceKind.Socket, endpoint, IoOperation.Response, 1, 0, 0, Duration.FromSeconds(0.5), LatencyHistogram.Parse("200:1", 500_000_000), 1, AtEnd: false);

    [Fact]
    public void A_peer_that_a_thread_receives_from_is_not_listed_again_as_one_that_has_not_answered()
    {
        var builder = new RecordingBuilder(7).Main(Do.Receive(50, "10.0.0.7:443"), Do.Compute(1)).Event(2, at => new SurroundingsSeen(at, 0, 0, 3));
        MadeConnection[] peers = [new("10.0.0.7:443"), new("10.0.0.7:5432", number: 2), new("10.0.0.8:443", number: 3)];
        builder.Event(2.5, at => MadeConnection.Look(at, [.. peers.Select(p => p.Asked(at, 2))]));

        Assert.Equal(["tcp 10.0.0.7:443", "tcp 10.0.0.7:5432", "tcp 10.0.0.8:443"], Listed(builder));
    }

    [Fact]
    public void Connecting_is_not_listed_beside_the_connection_that_the_probe_tells_of()
    {
        var builder = new RecordingBuilder(7).Main(Do.Wait(10_000)).Event(0, at => new ProbeActive(at))
            .InFlight(0.5, 0.6, "10.0.0.7", "tcp").InFlight(0.7, 0.8, "10.0.0.9", "tcp")
            .Event(2, at => Answered(at, "10.0.0.7:443")).Event(2, at => Answered(at, "10.0.0.8:443"));

        Assert.Equal(["tcp 10.0.0.7:443", "tcp 10.0.0.8:443", "tcp 10.0.0.9:443"], Listed(builder));
    }
}
