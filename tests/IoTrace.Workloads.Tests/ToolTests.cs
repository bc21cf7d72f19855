using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

using IoTrace.Testing;
using IoTrace.Workloads.Measuring;

namespace IoTrace.Workloads.Tests;

/// <summary>The built tool as a process.</summary>
public sealed partial class ToolTests : IDisposable
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

    [Theory]
    [InlineData("no-such", "There is no workload")]
    [InlineData("copy-sync:size=0", "size cannot be")]
    public async Task What_is_wrong_on_the_command_line_exits_with_2(string name, string message)
    {
        var result = await ToolAsync("run", name);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains(message, result.Error);
    }

    [Fact]
    public async Task An_interrupted_run_stops_and_removes_its_files()
    {
        using var tool = Process.Start(new ProcessStartInfo(Tool, ["workload", "run", "fsync-log", "--bare", "--duration", "5m", "--directory", folder.Path]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        for (var waited = 0; waited < 300 && Directory.GetFiles(folder.Path, "orders.log", SearchOption.AllDirectories).Length == 0; waited++)
            await Task.Delay(100);

        Assert.NotEmpty(Directory.GetFileSystemEntries(folder.Path));
        await ToolRunner.RunAsync("kill", "-INT", tool.Id.ToString(CultureInfo.InvariantCulture));
        await tool.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(30));

        Assert.Contains("stopped early", await tool.StandardOutput.ReadToEndAsync());
        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
    }

    [Fact]
    public async Task Commands_are_compared_saved_and_compared_with_what_was_saved()
    {
        var saved = folder.At("saved.json");
        var first = await ToolAsync("compare", "--command", "sleep 0.01", "--command", "sleep 0.1", "--runs", "5", "--save", saved, "--json", "-");
        Assert.True(first.ExitCode == 0, $"{first}");
        using var json = JsonDocument.Parse(first.Output);
        Assert.Equal(5, json.RootElement.GetProperty("series")[0].GetProperty("runs").GetArrayLength());

        var second = await ToolAsync("compare", "--command", "sleep 0.05", "--with", saved, "--runs", "2", "--markdown", "-");
        Assert.True(second.ExitCode == 0, $"{second}");
        Assert.Contains("(saved)", second.Output);
    }

    [Fact]
    public async Task A_command_that_fails_is_told_with_its_words()
    {
        var result = await ToolAsync("compare", "--command", "echo oh dear >&2; exit 3", "--command", "true");

        Assert.Equal(125, result.ExitCode);
        Assert.Contains("code 3", result.Error);
        Assert.Contains("oh dear", result.Error);
    }

    [StraceFact]
    public async Task The_log_makes_as_many_syncs_as_it_says()
    {
        var run = PlanParser.Parse("fsync-log:size=1MiB,duration=20ms", new SettingsPatch(), strict: true);
        using var session = WorkloadSession.Create([run], folder.Path, CancellationToken.None);
        var (spec, log) = (session.WriteSpec(run), folder.At("trace.txt"));
        var traced = await ToolRunner.RunAsync("strace", "-f", "-y", "-qq", "-o", log, "-e", "trace=fsync,pwrite64", Tool, "workload", "run-here", spec);
        Assert.True(traced.ExitCode == 0, $"{traced}");
        var said = RunFiles.ReadResult(RunFiles.ReadSpec(spec).ResultFile)!.Total;
        var trace = (await File.ReadAllLinesAsync(log)).Where(l => l.Contains("orders.log", StringComparison.Ordinal)).ToList();

        Assert.Equal(said.Syncs, trace.Count(l => l.Contains("fsync(", StringComparison.Ordinal)));
        Assert.Equal(said.Operations, trace.Count(l => l.Contains("pwrite64(", StringComparison.Ordinal)));
    }

    [StraceFact]
    public async Task A_copy_by_the_kernel_reads_and_writes_nothing_itself()
    {
        var (trace, _) = await TraceAsync("pread64,pwrite64,read,write,copy_file_range,sendfile,ioctl", "copy-file:size=1MiB", "target.bin");

        Assert.DoesNotContain(trace, l => l.Contains("pwrite64(", StringComparison.Ordinal));
        Assert.Contains(trace, l => CopiesInKernel().IsMatch(l));
    }

    [StraceFact]
    public async Task A_copy_in_a_loop_writes_each_buffer_once()
    {
        var (trace, output) = await TraceAsync("pwrite64,write", "copy-sync:size=1MiB,buffer=64KiB", "target.bin");
        var writes = trace.Count(l => l.Contains("write", StringComparison.Ordinal));

        Assert.Equal(0, writes % 16);
        Assert.True(writes > Said(output), $"{writes} writes\n{output}");
    }

    private async Task<(IReadOnlyList<string> Trace, string Output)> TraceAsync(string calls, string workload, string file)
    {
        var log = folder.At("trace.txt");
        var work = Directory.CreateDirectory(folder.At("work")).FullName;
        var result = await ToolRunner.RunAsync(new ToolCommand(
            "strace", "-f", "-y", "-qq", "-o", log, "-e", $"trace={calls}", Tool, "workload", "run", workload, "--bare", "--duration", "20ms", "--directory", work));
        Assert.True(result.ExitCode == 0, $"{result}");
        // Interrupted calls come in two lines, of which the second has no path.
        return ([.. (await File.ReadAllLinesAsync(log)).Where(l => l.Contains(file, StringComparison.Ordinal))], result.Output);
    }

    private static int Said(string output) => int.Parse(Operations().Match(output).Groups[1].Value, NumberStyles.AllowThousands, CultureInfo.InvariantCulture);

    private static Task<ToolResult> ToolAsync(params string[] arguments) => ToolRunner.RunAsync(Tool, ["workload", .. arguments]);

    private static string Tool
    {
        get
        {
            var own = new DirectoryInfo(AppContext.BaseDirectory);
            var (framework, configuration, root) = (own.Name, own.Parent!.Name, own.Parent!.Parent!.Parent!.Parent!.Parent!.FullName);
            return Path.Combine(root, "src", "IoTrace", "bin", configuration, framework, "iotrace");
        }
    }

    [GeneratedRegex(@"([\d,]+) operations? in")]
    private static partial Regex Operations();

    [GeneratedRegex(@"copy_file_range\(|sendfile\(|FICLONE")]
    private static partial Regex CopiesInKernel();
}
