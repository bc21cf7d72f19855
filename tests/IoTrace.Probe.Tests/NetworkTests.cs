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
        Assert.Equal(responses.Nanoseconds / 1e9, pending.Sum(span => (span.ToTimestamp - span.FromTimestamp) / 1e9), 0.1);
    }

    [Fact]
    public void A_server_that_waits_for_requests_is_idle()
    {
        using var server = TestTarget.StartWithoutWaiting("dotnet", [TestTarget.AssemblyPath, "server", "1"], null);
        var port = server.WaitFor("port");
        using var session = ProbeSession.Attach(server.Id);
        using var client = TestTarget.Start("client", port, "20", "blocking");
        Thread.Sleep(300);
        client.Work();
        Thread.Sleep(500);
        var events = session.Stop();
        var totals = new Totals(events);
        Assert.DoesNotContain(totals.All, row => row.Operation == IoOperation.Response);
        Assert.DoesNotContain(events, probeEvent => probeEvent is ProbeNetworkPending);
        var server20 = Assert.Single(totals.All, row => row.Operation == IoOperation.Send);
        Assert.Equal((20L, 2000L), (server20.Sum.Count, server20.Sum.Bytes));
        Assert.EndsWith($":{port}", server20.Name, StringComparison.Ordinal);
        var intervals = events.OfType<ProbeInterval>().ToList();
        Assert.True(intervals.Sum(interval => interval.IdleNanoseconds) > 300_000_000);
        Assert.True(intervals.Sum(interval => interval.NetworkNanoseconds) < 100_000_000);
    }
}
