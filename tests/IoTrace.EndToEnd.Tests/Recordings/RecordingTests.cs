using System.IO.Compression;
using System.Text.Json.Nodes;
using IoTrace.EndToEnd.Tests.Support;

namespace IoTrace.EndToEnd.Tests.Recordings;

public sealed class RecordingTests(Recorded recorded) : IClassFixture<Recorded>
{
    [Fact]
    public async Task A_recording_gives_the_same_report_as_the_live_run_in_every_figure()
    {
        var again = await Tool.RunAsync("report", recorded.Recording, "--json", "-");

        Assert.True(again.ExitCode == 0, again.ToString());
        Assert.Empty(JsonDifference.Between(JsonNode.Parse(await File.ReadAllTextAsync(recorded.Json)), JsonNode.Parse(again.Output)));
    }

    [Fact]
    public async Task It_gives_the_same_markdown_and_stacks()
    {
        using var folder = new TempFolder();
        var again = await Tool.RunAsync(
            "report", recorded.Recording, "--quiet", "--markdown", folder.At("again.md"), "--speedscope", folder.At("again.json"));

        Assert.True(again.ExitCode == 0, again.ToString());
        Assert.Equal(await File.ReadAllTextAsync(recorded.Markdown), await File.ReadAllTextAsync(folder.At("again.md")));
        Assert.Equal(await File.ReadAllTextAsync(recorded.Speedscope), await File.ReadAllTextAsync(folder.At("again.json")));
    }

    [Fact]
    public async Task It_gives_the_same_page_on_the_terminal()
    {
        var again = await Tool.RunAsync("report", recorded.Recording);

        // The program's own lines stand before the live report.
        Assert.EndsWith(again.Output, recorded.Output);
        Assert.True(again.Lines.Count > 20, again.Output);
    }

    [DotNetTraceFact]
    public async Task What_the_runtime_wrote_is_inside_and_dotnet_trace_reads_it()
    {
        using var folder = new TempFolder();
        ZipFile.ExtractToDirectory(recorded.Recording, folder.Path);
        var traces = Directory.GetFiles(folder.Path, "*.nettrace", SearchOption.AllDirectories);

        Assert.Contains(folder.At("runtime.nettrace"), traces);
        Assert.Contains(traces, t => t.StartsWith(folder.At("stacks"), StringComparison.Ordinal));
        foreach (var trace in traces.Order().Take(3))
        {
            var result = await ToolRunner.RunAsync(DotNetTrace.Path, "convert", trace, "--format", "Chromium", "--output", $"{trace}.json");

            Assert.True(result.ExitCode == 0, result.ToString());
            Assert.NotEmpty(Directory.GetFiles(Path.GetDirectoryName(trace)!, $"{Path.GetFileName(trace)}*.json"));
        }
    }

    [DotNetTraceFact]
    public async Task A_trace_of_dotnet_trace_gives_a_report_that_says_what_it_cannot_tell()
    {
        using var folder = new TempFolder();
        await using var target = await TargetProcess.StartAsync("cpu-loop", "--seconds", "60");
        var collected = await ToolRunner.RunAsync(
            DotNetTrace.Path, "collect", "-p", $"{target.Id}", "--duration", "00:00:03", "--output", folder.At("foreign.nettrace"));
        Assert.True(collected.ExitCode == 0, collected.ToString());
        var result = await Tool.RunAsync("report", folder.At("foreign.nettrace"), "--json", "-");

        Assert.True(result.ExitCode == 0, result.ToString());
        var report = Report.Parse(result.Output, result);
        var procfs = Assert.Single(report.Json["quality"]!["collectors"]!.AsArray(), c => c!["name"]!.GetValue<string>() == "procfs")!;
        Assert.Equal("unavailable", procfs["status"]!.GetValue<string>());
        Assert.NotEqual("", procfs["reason"]!.GetValue<string>());
        // Without the kernel's figures nothing can be as certain.
        Assert.True(report.Confidence < 0.9, report.ToString());
        Assert.True(report.Bound is "cpu" or "unknown", report.ToString());
        Assert.Contains("PriceModel", report.Json["callSites"]!.ToJsonString());
    }
}
