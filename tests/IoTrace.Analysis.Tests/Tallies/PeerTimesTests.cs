using IoTrace.Analysis.Tests.Made;

using static IoTrace.Analysis.Tests.Made.Judged;

namespace IoTrace.Analysis.Tests.Tallies;

/// <summary>What an endpoint's time is made of, as the probe counts it.</summary>
public class PeerTimesTests
{
    private const string Peer = "10.0.0.7:443";

    private static RecordingBuilder Probed() => new RecordingBuilder(7).Main(Do.Wait(10_000)).Event(0, at => new ProbeActive(at));

    private static OperationsCounted Counted(Timestamp at, IoOperation operation, double seconds, string histogram = "200:1", string name = Peer) => new(
        at, ResourceKind.Socket, name, operation, 1, 0, 0, Duration.FromSeconds(seconds), LatencyHistogram.Parse(histogram, (long)(seconds * 1e9)), 1, AtEnd: false);

    private static string Slow(double seconds) => $"{LatencyHistogram.BucketOf((long)(seconds * 1e9))}:1";

    [Fact]
    public void The_rest_of_an_answer_and_sends_that_block_are_time_of_the_endpoint()
    {
        var peer = Assert.Single(Probed().Event(1, at => Counted(at, IoOperation.Response, 0.1)).Event(1, at => Counted(at, IoOperation.Rest, 3))
            .Event(1, at => Counted(at, IoOperation.Send, 0.5, Slow(0.5))).Event(1, at => Counted(at, IoOperation.Receive, 0.001)).Diagnose().Endpoints);
        Near(3.6, peer.Seconds, 0.05);
        Assert.Equal(1, peer.Operations);
    }

    [Fact]
    public void A_peer_that_sends_unasked_is_waited_for()
    {
        var peer = Assert.Single(Probed().Event(1, at => Counted(at, IoOperation.Connect, 0.01)).Event(1, at => Counted(at, IoOperation.Rest, 4)).Diagnose().Endpoints);
        Near(4, peer.Seconds, 0.001);
    }

    [Fact]
    public void A_request_whose_answer_is_read_as_it_comes_has_the_time_of_its_connection()
    {
        var peer = Assert.Single(Probed().InFlight(0.5, 0.6).Event(4, at => Counted(at, IoOperation.Rest, 3)).Diagnose().Endpoints);
        Assert.Equal(("api.example", "https"), (peer.Host, peer.Protocol));
        Near(3, peer.Seconds, 0.001);
    }

    [Fact]
    public void Where_several_hosts_share_a_port_the_connection_that_waited_longer_is_listed()
    {
        var two = Probed().InFlight(0.5, 0.6).InFlight(0.7, 0.8, "other.example");
        Assert.Equal(2, two.Diagnose().Endpoints.Length);
        Assert.Equal("10.0.0.7", two.Event(4, at => Counted(at, IoOperation.Rest, 3)).Diagnose().Endpoints[0].Host);
        var usual = Probed().InFlight(0.5, 0.6).InFlight(0.7, 0.8, "other.example").Event(4, at => Counted(at, IoOperation.Response, 0.19));
        Assert.Equal(2, usual.Diagnose().Endpoints.Length);
    }
}
