using IoTrace.EndToEnd.Tests.Support;

namespace IoTrace.EndToEnd.Tests.Attaching;

/// <summary>What people know from other .NET tools, and the safest way to attach.</summary>
public sealed class HabitTests
{
    [Fact]
    public async Task Enter_ends_a_recording_at_a_terminal()
    {
        await using var target = await TargetProcess.StartAsync("thread-sleep", "--seconds", "60");
        var command = $"(sleep 4; echo) | script -qec \"'{await InstalledTool.PathAsync()}' attach {target.Id} -d 50s --no-color\" /dev/null";
        var result = await ToolRunner.RunAsync(new ToolCommand("/bin/sh", "-c", command) { Timeout = TimeSpan.FromSeconds(40) });

        Assert.False(result.TimedOut, result.ToString());
        Assert.Contains("Enter or Ctrl+C stops early", result.Output);
        Assert.Contains("Stopping", result.Output);
    }

    [Fact]
    public async Task Without_stacks_the_runtime_is_never_suspended_for_them()
    {
        await using var target = await TargetProcess.StartAsync("cpu-loop", "--seconds", "60");
        var report = await Tool.AttachAsync(target.Id, "2s", "--no-stacks");

        var stacks = report.Json["quality"]!["collectors"]!.AsArray().Single(c => c!["name"]!.GetValue<string>() == "stacks")!;
        Assert.Equal("off", stacks["status"]!.GetValue<string>());
        Assert.All(report.Json["callSites"]!.AsArray(), site => Assert.Empty(site!["frames"]!.AsArray()));
        Assert.Equal("cpu", report.Bound);
    }

    [Fact]
    public async Task A_busy_neighbour_is_named_with_its_id_and_share()
    {
        await using var target = await TargetProcess.StartAsync("thread-sleep", "--seconds", "60");
        await using var neighbour = await TargetProcess.StartAsync("cpu-loop", "--seconds", "60");
        var report = await Tool.AttachAsync(target.Id, "2s");

        Assert.Matches($"testtarget \\(pid {neighbour.Id}\\) [0-9]+ %", report.Json["quality"]!["notes"]!.ToJsonString());
    }

    [Fact]
    public async Task A_process_is_named_by_its_options()
    {
        await using var target = await TargetProcess.StartAsync("thread-sleep", "--seconds", "60");
        var result = await Tool.RunAsync("attach", "-p", $"{target.Id}", "--duration", "00:00:01", "--json", "-");

        Assert.Equal(0, result.ExitCode);
        Assert.Equal(target.Id, Report.Parse(result.Output).Json["target"]!["pid"]!.GetValue<int>());
    }

    [Fact]
    public async Task A_process_is_named_as_its_command_line_shows_it()
    {
        using var folder = new TempFolder();
        await using var target = await NamedTarget.StartAsync(folder, "shop");
        var result = await Tool.RunAsync("attach", "shop.dll", "-d", "1s", "--json", "-");

        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.Equal("shop", Report.Parse(result.Output).Text("target", "name"));
    }

    [Fact]
    public async Task A_list_of_processes_keeps_to_a_terminal_of_80_columns()
    {
        await using var target = await TargetProcess.StartAsync("thread-sleep", "--seconds", "60");
        var page = await AtATerminalAsync("ps", "stty cols 80; ");

        Assert.Contains("testtarget", page);
        Assert.All(page.Split('\n').Where(line => line.Contains("testtarget", StringComparison.Ordinal)), line => Assert.True(line.TrimEnd('\r').Length <= 80, line));
    }

    [Fact]
    public async Task Progress_never_stands_between_what_a_launched_command_prints()
    {
        var page = await AtATerminalAsync($"launch -d 1s -- {TargetProcess.Executable} thread-sleep --seconds 3");

        Assert.Matches("Profiling testtarget \\([0-9]+\\) for 1 s[.]\r?\n", page);
        Assert.DoesNotContain(" of events", page);
    }

    [Fact]
    public async Task The_progress_is_wiped_before_something_else_is_said()
    {
        await using var target = await TargetProcess.StartAsync("thread-sleep", "--seconds", "60");
        var page = await AtATerminalAsync($"attach {target.Id} -d 50s", before: "", typed: "(sleep 4; printf '\\003')");

        Assert.Matches("s left .* of events *\r?(\\^C)?\r +\rStopping", page);
    }

    [Fact]
    public async Task The_list_of_processes_can_be_had_as_json()
    {
        await using var target = await TargetProcess.StartAsync("thread-sleep", "--seconds", "60");
        var result = await Tool.RunAsync("ps", "--json", "-");

        var listed = System.Text.Json.Nodes.JsonNode.Parse(result.Output)!["processes"]!.AsArray().Single(p => p!["pid"]!.GetValue<int>() == target.Id)!;
        Assert.Equal("testtarget", listed["name"]!.GetValue<string>());
    }

    [Fact]
    public async Task After_the_profiling_it_is_said_that_the_command_still_runs()
    {
        var result = await Tool.RunAsync("launch", "-d", "1s", "--", TargetProcess.Executable, "thread-sleep", "--seconds", "3");

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("The command still runs", result.Error);
    }

    /// <summary>What a person sees: script(1) gives it a terminal, and types what is piped into it.</summary>
    private static async Task<string> AtATerminalAsync(string arguments, string before = "", string typed = "sleep 8")
    {
        var command = $"{typed} | script -qec \"{before}'{await InstalledTool.PathAsync()}' {arguments}\" /dev/null";
        var result = await ToolRunner.RunAsync(new ToolCommand("/bin/sh", "-c", command)
        {
            Environment = new Dictionary<string, string?> { ["TERM"] = "xterm", ["NO_COLOR"] = "1" },
            Timeout = TimeSpan.FromSeconds(50),
        });
        Assert.False(result.TimedOut, result.ToString());
        return result.Output;
    }
}
