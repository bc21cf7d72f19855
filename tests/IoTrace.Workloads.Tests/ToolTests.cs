using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

using IoTrace.Testing;

namespace IoTrace.Workloads.Tests;

/// <summary>The built tool as a process.</summary>
public sealed class ToolTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_bare_run_shows_its_figures_and_leaves_nothing()
    {
        var result = await ToolAsync("run", "fsync-log", "--bare", "--duration", "200ms", "--directory", folder.Path);

        Assert.True(result.ExitCode == 0, $"{result}");
        Assert.Contains("operations/s", result.Output);
        Assert.Contains("p99", result.Output);
        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
    }

    [Fact]
    public async Task Work_queues_up_where_the_pool_starves()
    {
        var result = await ToolAsync("run", "pool-starvation", "--bare", "--duration", "500ms", "--io", "10ms");

        Assert.True(result.ExitCode == 0, $"{result}");
        Assert.Contains("queue ", result.Output);
    }

    [Fact]
    public async Task An_interrupted_run_stops_and_removes_its_files()
    {
        using var tool = Process.Start(new ProcessStartInfo(BuiltTool.Path, ["workload", "run", "fsync-log", "--bare", "--duration", "5m", "--directory", folder.Path]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        // The second log is the one that is measured: the first one is that of the warm-up.
        long largest = 0;
        for (var waited = 0; waited < 3000 && (largest == 0 || Length() >= largest); waited++)
        {
            largest = Math.Max(largest, Length());
            await Task.Delay(10);
        }

        Assert.NotEmpty(Directory.GetFileSystemEntries(folder.Path));
        await ToolRunner.RunAsync("kill", "-INT", tool.Id.ToString(CultureInfo.InvariantCulture));
        await tool.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(30));

        Assert.Equal(128 + 2, tool.ExitCode);
        Assert.Contains("stopped early", await tool.StandardOutput.ReadToEndAsync());
        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));

        long Length() => Directory.GetFiles(folder.Path, "orders.log", SearchOption.AllDirectories).Select(f => new FileInfo(f)).Sum(f => f.Exists ? f.Length : 0);
    }

    [Fact]
    public async Task Commands_are_compared_saved_and_compared_with_what_was_saved()
    {
        var saved = folder.At("saved.json");
        var first = await ToolAsync("compare", "--command", "sleep 0.01", "--command", "sleep 0.1", "--runs", "5", "--save", saved, "--json", "-");
        Assert.True(first.ExitCode == 0, $"{first}");
        using var json = JsonDocument.Parse(first.Output);
        Assert.Equal(5, json.RootElement.GetProperty("series")[0].GetProperty("runs").GetArrayLength());
        Assert.False(json.RootElement.GetProperty("series")[0].TryGetProperty("low", out _));
        Assert.False(json.RootElement.GetProperty("pairs")[0].TryGetProperty("low", out _));

        var second = await ToolAsync("compare", "--command", "sleep 0.05", "--with", saved, "--runs", "2", "--markdown", "-");
        Assert.True(second.ExitCode == 0, $"{second}");
        Assert.Contains("(saved)", second.Output);
        Assert.Contains("ms | - |", second.Output);
        Assert.Contains("too few runs to tell", second.Output);
    }

    [Fact]
    public async Task A_saved_workload_is_compared_by_what_it_is_counted_in_or_not_at_all()
    {
        var saved = folder.At("saved.json");
        string[] few = ["--runs", "1", "--warm-up", "0", "--no-verdict", "--duration", "20ms", "--size", "1MiB", "--directory", folder.Path];
        var first = await ToolAsync(["compare", "copy-sync", "random-read", "--save", saved, .. few]);
        Assert.True(first.ExitCode == 0, $"{first}");
        var alike = await ToolAsync(["compare", "copy-file", "--with", saved, "--json", "-", .. few]);
        Assert.True(alike.ExitCode == 0, $"{alike}");
        Assert.Contains("\"metric\": \"Throughput\"", alike.Output);

        var unlike = await ToolAsync("compare", "--command", "true", "--with", saved);
        Assert.Equal(2, unlike.ExitCode);
        Assert.Contains("random-read and the command 'true' do not compare", unlike.Error);
    }

    [Fact]
    public async Task Saved_results_say_what_they_were_measured_under_and_what_differs_now()
    {
        var saved = folder.At("saved.json");
        string[] few = ["--runs", "1", "--warm-up", "0", "--no-verdict", "--duration", "20ms", "--directory", folder.Path];
        var first = await ToolAsync(["compare", "copy-sync:size=1MiB,buffer=4KiB", "copy-sync:size=1MiB", "--save", saved, .. few]);
        Assert.True(first.ExitCode == 0, $"{first}");
        var second = await ToolAsync(["compare", "copy-sync:size=1MiB", "--with", saved, .. few]);
        Assert.True(second.ExitCode == 0, $"{second}");
        var notes = Flat(second.Output);

        using var json = JsonDocument.Parse(await File.ReadAllTextAsync(saved));
        Assert.Equal("4KiB", json.RootElement.GetProperty("series")[0].GetProperty("conditions").GetProperty("settings").GetProperty("buffer").GetString());
        Assert.Contains("UTC, with --size 1MiB --buffer 4KiB --cache warm --durability none --seed 20481 --duration 20ms --delay 0%, on ", notes);
        Assert.Contains(
            "CAUTION: copy-sync:size=1MiB,buffer=4KiB (saved) was not measured under the conditions of copy-sync:size=1MiB: --buffer was 4KiB and is 128KiB.", notes);
        Assert.Single(notes.Split("CAUTION").Skip(1));
    }

    /// <summary>Text without its line breaks.</summary>
    private static string Flat(string text) => string.Join(' ', text.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries));

    [Fact]
    public async Task A_command_beside_a_workload_is_told_to_contain_its_start()
    {
        var result = await ToolAsync(
            "compare", "copy-sync", "--command", "true", "--runs", "1", "--warm-up", "0", "--no-verdict", "--duration", "20ms", "--size", "1MiB", "--directory", folder.Path);

        Assert.True(result.ExitCode == 0, $"{result}");
        Assert.Contains("without a process's start", Flat(result.Output));
    }

    [Fact]
    public async Task A_command_that_fails_is_told_with_its_words()
    {
        var result = await ToolAsync("compare", "--command", "echo oh dear >&2; exit 3", "--command", "true");

        Assert.Equal(125, result.ExitCode);
        Assert.Contains("code 3", result.Error);
        Assert.Contains("oh dear", result.Error);
    }

    [Fact]
    public async Task A_command_without_dotnet_is_compared_without_a_verdict()
    {
        var result = await ToolAsync("compare", "--command", "sleep 0.01", "--command", "sleep 0.02", "--runs", "1", "--warm-up", "0");

        Assert.True(result.ExitCode == 0, $"{result}");
        Assert.Contains("sleep 0.01 has no verdict: ", Flat(result.Output));
    }

    [Fact]
    public async Task A_workload_that_cannot_be_profiled_is_compared_without_a_verdict()
    {
        var result = await ToolRunner.RunAsync(
            "env", "DOTNET_EnableDiagnostics=0", BuiltTool.Path, "workload", "compare", "idle", "idle", "--runs", "1", "--warm-up", "0", "--duration", "20ms");

        Assert.True(result.ExitCode == 0, $"{result}");
        Assert.Contains("idle #2 has no verdict: ", Flat(result.Output));
    }

    [Theory]
    [InlineData(60)]
    [InlineData(80)]
    [InlineData(120)]
    [InlineData(160)]
    public async Task A_comparison_is_whole_at_every_width(int width)
    {
        string[] contenders = ["cpu-hash", "copy-double-buffer:buffer=64KiB"];
        var result = await ToolRunner.RunAsync(
            "env", [$"COLUMNS={width}", BuiltTool.Path, "workload", "compare", .. contenders, "--size", "1MiB", "--runs", "1", "--warm-up", "0", "--no-verdict", "--duration", "20ms", "--directory", folder.Path]);

        Assert.True(result.ExitCode == 0, $"{result}");
        Assert.DoesNotContain("…", result.Output);
        var words = result.Output.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries);
        Assert.All((string[])[.. contenders, "baseline", "speed", "CPU", "switches", "MiB"], word => Assert.Contains(word, words));
        Assert.All(result.Output.Split('\n'), line => Assert.True(line.Length <= width, $"{line.Length}: {line}"));
        // A comparison ends with its result.
        Assert.Contains("copy-double-buffer:buffer=64KiB and cpu-hash: too few runs to tell", Flat(result.Output[result.Output.LastIndexOf("Result", StringComparison.Ordinal)..]));
    }

    [Fact]
    public async Task A_command_is_profiled_once_and_has_its_verdict_beside_its_costs()
    {
        // It prints, and that must not get into the JSON.
        var command = $"'{BuiltTool.Path}' workload run idle --bare --duration 1s";
        var result = await ToolAsync("compare", "--command", command, "--command", "sleep 0.05", "--runs", "1", "--warm-up", "0", "--json", "-");
        Assert.True(result.ExitCode == 0, $"{result}");
        using var json = JsonDocument.Parse(result.Output);
        var series = json.RootElement.GetProperty("series")[0];

        Assert.Equal(command, series.GetProperty("name").GetString());
        Assert.False(string.IsNullOrEmpty(series.GetProperty("verdict").GetString()));
        Assert.InRange(series.GetProperty("costs").GetProperty("cpuSeconds").GetDouble(), 0.01, 20);
        Assert.Equal("run", json.RootElement.GetProperty("costUnit").GetString());
    }

    [Fact]
    public async Task What_a_copy_costs_is_counted_for_each_MiB()
    {
        var result = await ToolAsync(
            "compare", "copy-sync:buffer=64KiB", "copy-async:buffer=64KiB", "--size", "4MiB", "--runs", "2", "--warm-up", "0", "--no-verdict", "--duration", "50ms",
            "--directory", folder.Path, "--json", "-", "--markdown", folder.At("table.md"));
        Assert.True(result.ExitCode == 0, $"{result}");
        using var json = JsonDocument.Parse(result.Output);
        var (sync, async) = (Costs(0), Costs(1));

        // 64 reads and 64 writes, and the read that finds the end. What else the runtime reads meanwhile is little.
        Assert.InRange(sync.GetProperty("ioCalls").GetDouble(), 129 / 4.0, 140 / 4.0);
        Assert.True(sync.GetProperty("poolItems").GetDouble() < 1);
        Assert.InRange(async.GetProperty("poolItems").GetDouble(), 32, 64);
        Assert.False(sync.TryGetProperty("allIoCalls", out _));
        Assert.Equal("MiB", json.RootElement.GetProperty("costUnit").GetString());
        Assert.Contains("read, write calls/MiB", await File.ReadAllTextAsync(folder.At("table.md")));

        JsonElement Costs(int index) => json.RootElement.GetProperty("series")[index].GetProperty("costs");
    }

    [Fact]
    public async Task Calls_that_the_kernel_does_not_count_as_reads_and_writes_are_counted_in_the_profiled_run()
    {
        var result = await ToolAsync(
            "compare", "copy-sync:buffer=64KiB", "small-files:size=1MiB", "--size", "4MiB", "--runs", "1", "--warm-up", "0", "--duration", "20ms",
            "--directory", folder.Path, "--json", "-", "--markdown", folder.At("table.md"));
        Assert.True(result.ExitCode == 0, $"{result}");
        using var json = JsonDocument.Parse(result.Output);

        // Of a copy 16 reads and 16 writes a MiB; opening, closing, deleting and the end are a few in all.
        Assert.InRange(AllCalls(0), 32.25, 37);
        // Of a small file at least: open, write, close; open, read, close. There are 128 a MiB, for each is written and read.
        Assert.InRange(AllCalls(1), 6 * 128, 12 * 128);
        Assert.Contains("all I/O calls/MiB (profiled run)", await File.ReadAllTextAsync(folder.At("table.md")));

        double AllCalls(int index) => json.RootElement.GetProperty("series")[index].GetProperty("costs").GetProperty("allIoCalls").GetDouble();
    }

    [Theory]
    [InlineData("http-fan-out")]
    [InlineData("web-crawl")]
    public async Task Requests_are_compared_and_profiled_against_the_same_server(string name)
    {
        var result = await ToolAsync("compare", name, $"{name}:concurrency=4", "--runs", "1", "--warm-up", "0", "--duration", "20ms", "--io", "1ms", "--json", "-");
        Assert.True(result.ExitCode == 0, $"{result}");
        using var json = JsonDocument.Parse(result.Output);
        var costs = json.RootElement.GetProperty("series")[0].GetProperty("costs");

        // A request is at least sent and its answer received, and no file is read for it.
        Assert.InRange(costs.GetProperty("allIoCalls").GetDouble(), 2, 12);
        Assert.Equal("op", json.RootElement.GetProperty("costUnit").GetString());
    }

    private static Task<ToolResult> ToolAsync(params string[] arguments) => BuiltTool.RunAsync(arguments);
}
