using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

using IoTrace.Testing;

namespace IoTrace.Workloads.Tests;

/// <summary>Signals to the tool while it has a workload run.</summary>
public sealed class InterruptionTests : IDisposable
{
    private const int Interrupted = 128 + 2;
    private const int Terminated = 128 + 15;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("--bare")]
    [InlineData("--quiet")]
    public async Task A_signal_that_comes_before_the_workload_listens_ends_both_and_leaves_nothing(string option)
    {
        using var tool = Start("run", "fsync-log", "--duration", "5m", "--directory", folder.Path, option);
        await ChildrenAsync(tool, 1);
        await TerminateAsync(tool);

        Assert.Equal(Terminated, tool.ExitCode);
        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
    }

    [Theory]
    [InlineData("TERM", Terminated)]
    [InlineData("INT", Interrupted)]
    public async Task A_comparison_that_is_ended_early_reports_what_is_there(string signal, int exitCode)
    {
        var json = folder.At("result.json");
        var work = Directory.CreateDirectory(folder.At("work")).FullName;
        using var tool = Start(
            "compare", "fsync-log", "fsync-log:buffer=8KiB", "--runs", "500", "--warm-up", "0", "--no-verdict", "--duration", "20ms", "--directory", work, "--json", json);
        await ChildrenAsync(tool, 4);
        await EndAsync(tool, signal);

        Assert.Equal(exitCode, tool.ExitCode);
        Assert.Empty(Directory.GetFileSystemEntries(work));
        await ReportedAsync(json, least: 3);
    }

    [Fact]
    public async Task Ctrl_C_at_a_terminal_ends_a_comparison_which_reports_what_is_there()
    {
        var (json, work, marker) = (folder.At("result.json"), Directory.CreateDirectory(folder.At("work")).FullName, folder.At("marker"));
        // The terminal sends the signal to the whole group: to the tool and to what it runs just then.
        using var terminal = Process.Start(new ProcessStartInfo(
            "script",
            ["--quiet", "--return", "--command", $"'{BuiltTool.Path}' workload compare copy-sync:size=1MiB --command 'echo >>{marker}' --runs 500 --warm-up 0 --no-verdict --duration 20ms --directory '{work}' --json '{json}'", "/dev/null"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var shown = terminal.StandardOutput.ReadToEndAsync();
        for (var start = Stopwatch.GetTimestamp(); !File.Exists(marker) || new FileInfo(marker).Length < 4; await Task.Delay(10))
            Assert.True(Stopwatch.GetElapsedTime(start) < Limit && !terminal.HasExited, "the comparison does not run");

        await terminal.StandardInput.WriteAsync('\u0003');
        await terminal.StandardInput.FlushAsync();
        await terminal.WaitForExitAsync().WaitAsync(Limit);

        Assert.Equal(Interrupted, terminal.ExitCode);
        Assert.Empty(Directory.GetFileSystemEntries(work));
        Assert.Contains("before it was stopped", await shown);
        await ReportedAsync(json, least: 4);
    }

    [Fact]
    public async Task A_comparison_that_is_ended_before_its_first_run_says_so_in_place_of_empty_tables()
    {
        using var tool = Start(out var output, "compare", "--command", "sleep 60", "--command", "true", "--runs", "1", "--markdown", folder.At("table.md"));
        await ChildrenAsync(tool, 1);
        await EndAsync(tool, "INT");

        Assert.Equal(Interrupted, tool.ExitCode);
        Assert.Equal("Nothing was measured: no run was complete when it ended.\n", await output);
        Assert.DoesNotContain("|", await File.ReadAllTextAsync(folder.At("table.md")));
    }

    [Fact]
    public async Task What_is_started_while_a_command_ends_of_the_signal_is_ended_too()
    {
        // It looks as if it was done: the comparison goes on to the next one before it has heard that it is to stop.
        const string Polite = "trap 'exit 0' INT; while :; do sleep 0.05; done";
        using var tool = Start("compare", "--command", Polite, "--command", Polite, "--runs", "5", "--warm-up", "0");
        for (var start = Stopwatch.GetTimestamp(); !Children(tool.Id).SelectMany(Children).Any(); await Task.Delay(10))
            Assert.True(Stopwatch.GetElapsedTime(start) < Limit && !tool.HasExited, "the command does not run");

        await EndAsync(tool, "INT");

        Assert.Equal(Interrupted, tool.ExitCode);
    }

    [Fact]
    public async Task A_command_is_ended_with_its_comparison()
    {
        using var tool = Start("compare", "--command", "sleep 300", "--command", "true", "--runs", "5", "--warm-up", "0");
        List<int> sleeping = [];
        for (var start = Stopwatch.GetTimestamp(); sleeping.Count == 0 && Stopwatch.GetElapsedTime(start) < Limit; await Task.Delay(10))
            sleeping = [.. Children(tool.Id).SelectMany(shell => Children(shell).Append(shell)).Where(c => Said(c, "comm").Trim() == "sleep")];

        await TerminateAsync(tool);

        Assert.Equal(Terminated, tool.ExitCode);
        var pid = Assert.Single(sleeping);
        // Whoever inherits it may take a moment to bury it.
        for (var start = Stopwatch.GetTimestamp(); Lives(pid) && Stopwatch.GetElapsedTime(start) < Limit; await Task.Delay(10))
        {
        }

        Assert.False(Lives(pid));
    }

    private static Process Start(params string[] arguments) => Start(out _, arguments);

    /// <summary>In a session of its own: at a terminal, Ctrl+C is for all that it runs, and the tool does not send it again.</summary>
    private static Process Start(out Task<string> output, params string[] arguments)
    {
        var tool = Process.Start(new ProcessStartInfo("setsid", [BuiltTool.Path, "workload", .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        output = tool.StandardOutput.ReadToEndAsync();
        _ = tool.StandardError.ReadToEndAsync();
        return tool;
    }

    /// <summary>Waits until the tool has started as many processes, one after the other.</summary>
    private static async Task ChildrenAsync(Process tool, int count)
    {
        var seen = new HashSet<int>();
        for (var start = Stopwatch.GetTimestamp(); seen.Count < count; await Task.Delay(1))
        {
            Assert.True(Stopwatch.GetElapsedTime(start) < Limit && !tool.HasExited, $"{seen.Count} processes were seen");
            seen.UnionWith(Children(tool.Id));
        }
    }

    private static Task TerminateAsync(Process tool) => EndAsync(tool, "TERM");

    private static async Task EndAsync(Process tool, string signal)
    {
        await ToolRunner.RunAsync("kill", $"-{signal}", tool.Id.ToString(CultureInfo.InvariantCulture));
        await tool.WaitForExitAsync().WaitAsync(Limit);
    }

    /// <summary>Holds that a comparison that was ended early tells so in its JSON, with at least so many runs.</summary>
    private static async Task ReportedAsync(string json, int least)
    {
        using var result = JsonDocument.Parse(await File.ReadAllBytesAsync(json));
        Assert.True(result.RootElement.GetProperty("interrupted").GetBoolean());
        Assert.InRange(result.RootElement.GetProperty("series").EnumerateArray().Sum(s => s.GetProperty("runs").GetArrayLength()), least, 500);
    }

    private static List<int> Children(int processId) =>
        [.. Threads(processId).SelectMany(t => Said(t, "children").Split(' ', StringSplitOptions.RemoveEmptyEntries)).Select(int.Parse)];

    private static string[] Threads(int processId) => Directory.Exists($"/proc/{processId}/task") ? Directory.GetDirectories($"/proc/{processId}/task") : [];

    private static bool Lives(int processId) => Said(processId, "stat") is { Length: > 0 } stat && !stat.Contains(") Z ", StringComparison.Ordinal);

    private static string Said(int processId, string name) => Said($"/proc/{processId}", name);

    private static string Said(string directory, string name)
    {
        try
        {
            return File.ReadAllText(Path.Combine(directory, name));
        }
        catch (IOException)
        {
            // It has ended since it was listed.
            return "";
        }
    }
}
