using System.Text.Json.Nodes;
using IoTrace.EndToEnd.Tests.Support;

namespace IoTrace.EndToEnd.Tests.Reports;

/// <summary>The report on a bundled workload: what it says it did, and what the probe saw of it.</summary>
public sealed class WorkloadReportTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("copy-double-buffer")]
    [InlineData("http-fan-out")]
    [InlineData("idle")]
    public async Task Its_own_figures_satisfy_the_schema(string name)
    {
        await File.WriteAllTextAsync(_folder.At("schema.json"), (await Tool.RunAsync("report", "--schema")).Output);
        var workload = (await RunAsync(name, "--duration", "300ms"))["workload"]!;

        await Validator.AssertValidAsync(_folder.At("schema.json"), _folder.At("report.json"));
        Assert.Equal(name, workload["name"]!.GetValue<string>());
        Assert.True(workload["operationsPerSecond"]!.GetValue<double>() > 0);
        Assert.Equal(name != "idle", workload["queue"] is not null);
        Assert.Equal(name == "copy-double-buffer", workload["fileSystem"] is not null);
    }

    [Theory]
    [InlineData("fsync-log", "orders.log", "sync", "syncs")]
    [InlineData("fsync-log", "orders.log", "write", "operations")]
    [InlineData("random-read", "source-", "read", "operations")]
    [InlineData("write-through", "journal.bin", "writeThrough", "operations")]
    public async Task The_probe_counts_what_the_workload_counted(string name, string file, string kind, string count)
    {
        string[] size = name == "random-read" ? ["--size", "4MiB"] : [];
        var report = await RunAsync([name, "--probe", "--duration", "1s", .. size]);

        Assert.Equal(report["workload"]!["total"]![count]!.GetValue<long>(), Sum(report, file, kind));
    }

    // Files of few names here, because a report lists the fifty that are waited for longest.
    [Fact]
    public async Task Every_small_file_is_counted_when_it_is_written_read_and_removed()
    {
        const int Files = 16;
        var report = await RunAsync("small-files", "--probe", "--duration", "1s", "--size", "64KiB");
        var written = Total(report) / 2;

        Assert.Equal(Total(report), Sum(report, "/small/", "open"));
        Assert.Equal(written, Sum(report, "/small/", "write"));
        Assert.Equal(written, Sum(report, "/small/", "read"));
        // Before each pass go the files of the last one; what the very last pass leaves is removed by the tool.
        Assert.InRange(written - Sum(report, "/small/", "delete"), 1, Files);
    }

    [Fact]
    public async Task Every_file_of_a_tree_is_counted_where_it_comes_from_and_where_it_goes()
    {
        const int Files = 8;
        var report = await RunAsync("copy-tree", "--probe", "--duration", "1s", "--size", "128KiB");
        var passes = report["workload"]!["passes"]!.GetValue<long>();

        Assert.Equal((passes + 1) * Files, Total(report));
        Assert.All(["open", "copy"], kind => Assert.Equal(Total(report), Sum(report, "/tree-copy/0000/", kind)));
        Assert.All(["open", "copySource"], kind => Assert.Equal(Total(report), Sum(report, "/tree-2", kind)));
        Assert.Equal(passes * Files, Sum(report, "/tree-copy/0000/", "delete"));
    }

    [Fact]
    public async Task Every_name_is_counted_when_it_is_made_and_when_it_is_changed()
    {
        // 100 names are made, looked at, renamed and deleted, and listed once.
        const int OperationsOfARound = 401;
        var report = await RunAsync("metadata", "--probe", "--duration", "1s");
        var (rounds, rest) = Math.DivRem(Total(report), OperationsOfARound);
        var names = Files(report, ".tmp").Where(f => f["path"]!.GetValue<string>().EndsWith(".tmp", StringComparison.Ordinal)).ToList();

        Assert.Equal(0, rest);
        // Not all of the names have room in the report.
        Assert.InRange(names.Count, 20, 50);
        Assert.All(names, name => Assert.All(["open", "close", "rename"], kind => Assert.Equal(rounds, Count(name, kind))));
    }

    // That the server has answered as many the tool sees to itself: the run would have failed.
    [Theory]
    [InlineData("http-fan-out", 0)]
    [InlineData("web-crawl", 0.1)]
    public async Task Every_request_is_counted_at_its_host(string name, double slowPages)
    {
        var report = await RunAsync(name, "--duration", "1s", "--io", "5ms");

        Assert.True(Total(report) >= 100, $"{Total(report)} requests");
        Assert.Equal(Total(report) * (1 - slowPages), Requests("127.0.0.1"), 6);
        Assert.Equal(Total(report) * slowPages, Requests("localhost"), 6);
        Assert.All(Http(), e => Assert.Equal(0, e["errors"]!.GetValue<long>()));

        double Requests(string host) => Http().Where(e => e["host"]!.GetValue<string>() == host).Sum(e => e["operations"]!.GetValue<long>());

        IEnumerable<JsonNode> Http() => report["endpoints"]!.AsArray().Where(e => e!["protocol"]!.GetValue<string>() == "http")!;
    }

    private static long Total(JsonNode report) => report["workload"]!["total"]!["operations"]!.GetValue<long>();

    private static IEnumerable<JsonNode> Files(JsonNode report, string part) =>
        report["files"]!.AsArray().Where(f => f!["path"]!.GetValue<string>().Contains(part, StringComparison.Ordinal))!;

    private static long Sum(JsonNode report, string part, string kind) => Files(report, part).Sum(f => Count(f, kind));

    private static long Count(JsonNode file, string kind) => file["operations"]?[kind]?["count"]?.GetValue<long>() ?? 0;

    private async Task<JsonNode> RunAsync(params string[] arguments)
    {
        var result = await Tool.RunAsync(["workload", "run", .. arguments, "--quiet", "--json", _folder.At("report.json"), "--directory", _folder.Path]);
        Assert.True(result.ExitCode == 0, result.ToString());
        return JsonNode.Parse(await File.ReadAllTextAsync(_folder.At("report.json")))!;
    }
}
