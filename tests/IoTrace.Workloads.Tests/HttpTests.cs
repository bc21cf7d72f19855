using IoTrace.Testing;
using IoTrace.Workloads.Controls;
using IoTrace.Workloads.Measuring;
using IoTrace.Workloads.Network;

namespace IoTrace.Workloads.Tests;

/// <summary>The workloads that send requests, where something is in the way of these.</summary>
public sealed class HttpTests
{
    private const int NobodyListens = 1;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    [Theory]
    [InlineData("http-fan-out")]
    [InlineData("web-crawl")]
    public async Task A_proxy_in_the_environment_is_not_asked(string name)
    {
        var result = await ToolRunner.RunAsync(
            "env", $"http_proxy=http://127.0.0.1:{NobodyListens}", "no_proxy=", BuiltTool.Path, "workload", "run", name, "--bare", "--duration", "50ms", "--io", "1ms");

        Assert.True(result.ExitCode == 0, $"{result}");
    }

    [Theory]
    [InlineData("http-fan-out")]
    [InlineData("web-crawl")]
    public async Task A_server_that_is_gone_is_an_error_of_the_run(string name)
    {
        var result = await RunAsync(name, NobodyListens).WaitAsync(Limit);

        Assert.NotNull(result.Error);
        Assert.False(result.Interrupted);
    }

    [Fact]
    public async Task A_crawl_in_which_one_request_fails_ends_with_an_error_instead_of_waiting_for_its_links()
    {
        using var server = LoopbackServer.Start((_, path) => path is "/page/0" ? new Page(TimeSpan.Zero, "1\n2\n3") : path is "/page/2" ? throw new IOException() : new Page(TimeSpan.Zero, "0"));
        var result = await RunAsync("web-crawl", server.Port).WaitAsync(Limit);

        Assert.NotNull(result.Error);
    }

    [Theory]
    [InlineData(199, 200, "199 pages were found")]
    [InlineData(200, 150, "answered 150 requests")]
    public void A_crawl_tells_pages_that_it_did_not_find_from_a_server_that_counts_otherwise(int found, int served, string words)
    {
        var counts = new PassCounts(found, 0, 0, 0);
        var context = new WorkloadContext(new WorkloadSettings(), "/", 0, CancellationToken.None) { Served = served };

        Assert.Contains(words, new WebCrawl().Verify(context, new RunResult { LastPass = counts, Total = counts }));
    }

    private static Task<RunResult> RunAsync(string name, int port) =>
        PassRunner.RunAsync(Catalogue.Find(name), new WorkloadContext(new WorkloadSettings { Concurrency = 4, Io = TimeSpan.FromMilliseconds(1) }, "/", port, CancellationToken.None));
}
