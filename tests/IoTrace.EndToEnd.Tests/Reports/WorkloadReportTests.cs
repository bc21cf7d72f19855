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
        var seen = report["files"]!.AsArray().Where(f => f!["path"]!.GetValue<string>().Contains(file, StringComparison.Ordinal))
            .Sum(f => f!["operations"]?[kind]?["count"]?.GetValue<long>() ?? 0);

        Assert.Equal(report["workload"]!["total"]![count]!.GetValue<long>(), seen);
    }

    private async Task<JsonNode> RunAsync(params string[] arguments)
    {
        var result = await Tool.RunAsync(["workload", "run", .. arguments, "--quiet", "--json", _folder.At("report.json"), "--directory", _folder.Path]);
        Assert.True(result.ExitCode == 0, result.ToString());
        return JsonNode.Parse(await File.ReadAllTextAsync(_folder.At("report.json")))!;
    }
}
