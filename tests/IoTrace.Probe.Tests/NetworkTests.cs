using IoTrace.Analysis.Observations;
using IoTrace.Capture.Probe;

namespace IoTrace.Probe.Tests;

public sealed class NetworkTests
{
    private const int Delay = 20;
    private const int Requests = 40;

    [Theory]
    [InlineData("blocking")]
    [InlineData("async")]
    public void A_client_sees_how_long_its_answers_took(string style)
    {
        using var server = TestTarget.StartWithoutWaiting("dotnet", [TestTarget.AssemblyPath, "server", $"{Delay}"], null);
        var port = server.WaitFor("port");
        using var client = TestTarget.Start("client", port, $"{Requests}", style);
        using var session = ProbeSession.Attach(client.Id);
        client.Work();
        var events = session.Stop();
        var totals = new Totals(events);
        var endpoint = $"127.0.0.1:{port}";

        var responses = totals.Of(endpoint, IoOperation.Response);
        Assert.Equal(Requests, responses.Count);
        Assert.InRange(responses.Latency.Percentile(0.5)!.Value / 1e6, Delay * 0.96, Delay * 2.5);
        Assert.Equal((Requests, Requests * 10L), (totals.Of(endpoint, IoOperation.Send).Count, totals.Of(endpoint, IoOperation.Send).Bytes));
        Assert.Equal(Requests * 100L, totals.Of(endpoint, IoOperation.Receive).Bytes);
        Assert.Equal((1L, 0L), (totals.Of(endpoint, IoOperation.Connect).Count, totals.Of(endpoint, IoOperation.Connect).Errors));

        var pending = events.OfType<ProbeNetworkPending>().Where(span => span.Endpoint == endpoint).ToList();
        // A connection that is awaited without a thread is awaited from the peer, too; and a gap of up to a millisecond ends no span.
        var connect = style == "async" ? totals.Of(endpoint, IoOperation.Connect).Nanoseconds : 0;
        Assert.Equal((responses.Nanoseconds + connect) / 1e9, pending.Sum(span => (span.ToTimestamp - span.FromTimestamp) / 1e9), (Requests + 10) * 1e-3);
    }

    [Theory]
    [InlineData("blocking")]
    [InlineData("async")]
    public void A_client_sees_how_long_it_waited_for_the_rest_of_its_answers(string style)
    {
        const int requests = 8;
        const int pieces = 5;
        var (endpoint, events) = Ask(requests, style, $"{Delay}", $"{pieces}");
        var totals = new Totals(events);

        var response = totals.Of(endpoint, IoOperation.Response);
        var rest = totals.Of(endpoint, IoOperation.Rest);
        Assert.Equal(requests, response.Count);
        // On a busy machine two pieces can come as one.
        Assert.InRange(rest.Count, requests * (pieces - 1) / 2, requests * (pieces - 1));
        Assert.InRange((response.Nanoseconds + rest.Nanoseconds) / 1e6, requests * pieces * Delay * 0.96, requests * pieces * Delay * 2.5);
        // The thread that blocks shows its waits itself.
        var pending = events.OfType<ProbeNetworkPending>().Where(span => span.Endpoint == endpoint).Sum(span => (span.ToTimestamp - span.FromTimestamp) / 1e9);
        var told = response.Nanoseconds + (style == "async" ? rest.Nanoseconds : 0);
        Assert.Equal(told / 1e9, pending, 0.1);
    }

    [Fact]
    public void A_connection_that_is_kept_and_read_ahead_waits_for_nothing_until_it_is_asked()
    {
        var (endpoint, events) = Ask(10, "ahead", "1");
        var totals = new Totals(events);
        Assert.Equal(10, totals.Of(endpoint, IoOperation.Response).Count);
        Assert.DoesNotContain(totals.All, row => row.Operation == IoOperation.Rest);
        Assert.True(totals.Of(endpoint, IoOperation.Response).Nanoseconds < 10 * 40_000_000L);
    }

    [Fact]
    public void Bytes_after_a_long_silence_are_not_the_rest_of_an_answer()
    {
        var (endpoint, events) = Ask(1, "async", "1800", "2");
        var totals = new Totals(events);
        Assert.Equal(1, totals.Of(endpoint, IoOperation.Response).Count);
        Assert.DoesNotContain(totals.All, row => row.Operation == IoOperation.Rest);
    }

    [Theory]
    [InlineData("blocking")]
    [InlineData("async")]
    public void A_server_that_waits_for_requests_is_idle(string style)
    {
        using var server = TestTarget.StartWithoutWaiting("dotnet", [TestTarget.AssemblyPath, "server", "1", "1", style], null);
        var port = server.WaitFor("port");
        using var session = ProbeSession.Attach(server.Id);
        using var client = TestTarget.Start("client", port, "20", "blocking");
        Thread.Sleep(300);
        client.Work();
        Thread.Sleep(500);
        var events = session.Stop();
        var totals = new Totals(events);
        Assert.DoesNotContain(totals.All, row => row.Operation is IoOperation.Response or IoOperation.Rest);
        Assert.DoesNotContain(events, probeEvent => probeEvent is ProbeNetworkPending);
        var server20 = Assert.Single(totals.All, row => row.Operation == IoOperation.Send);
        Assert.Equal((20L, 2000L), (server20.Sum.Count, server20.Sum.Bytes));
        Assert.EndsWith($":{port}", server20.Name, StringComparison.Ordinal);
        var intervals = events.OfType<ProbeInterval>().ToList();
        Assert.True(style == "async" || intervals.Sum(interval => interval.IdleNanoseconds) > 300_000_000);
        Assert.True(intervals.Sum(interval => interval.NetworkNanoseconds) < 100_000_000);
    }

    /// <summary>What the probe in a client tells of its requests, and the server's endpoint.</summary>
    private static (string Endpoint, List<ProbeEvent> Events) Ask(int requests, string style, params string[] server)
    {
        using var peer = TestTarget.StartWithoutWaiting("dotnet", [TestTarget.AssemblyPath, "server", .. server], null);
        var port = peer.WaitFor("port");
        using var client = TestTarget.Start("client", port, $"{requests}", style);
        using var session = ProbeSession.Attach(client.Id);
        client.Work();
        return ($"127.0.0.1:{port}", [.. session.Stop()]);
    }
}
