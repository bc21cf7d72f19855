using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using IoTrace.EndToEnd.Tests.Support;

namespace IoTrace.EndToEnd.Tests.Attaching;

public sealed class AttachTests
{
    private static readonly TimeSpan _limit = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task The_target_runs_on_and_ends_normally()
    {
        await InstalledTool.PathAsync();
        await using var target = await TargetProcess.StartAsync("thread-sleep", "--seconds", "4");
        var report = await Tool.AttachAsync(target.Id, "1s");

        Assert.Equal(target.Id, report.Json["target"]!["pid"]!.GetValue<int>());
        Assert.False(target.HasExited);
        Assert.Equal(0, await target.WaitForExitAsync(_limit));
        Assert.True(target.Operations > 0);
    }

    [Fact]
    public async Task An_answer_that_is_awaited_without_a_thread_since_before_is_named()
    {
        await InstalledTool.PathAsync();
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var peer = (IPEndPoint)listener.LocalEndpoint;
        await using var target = await TargetProcess.StartAsync("socket-async", "--port", $"{peer.Port}", "--seconds", "60");
        using var asked = await listener.AcceptTcpClientAsync();
        await asked.GetStream().ReadExactlyAsync(new byte[1]);
        var silent = await Tool.AttachAsync(target.Id, "2.5s");

        Assert.Equal("network", silent.Cause);
        Assert.Contains($"{peer}", silent.Summary);
        Assert.InRange(silent.Confidence, 0.6, 0.9);
    }

    [Fact]
    public async Task A_target_that_ends_while_it_is_profiled_is_reported_all_the_same()
    {
        await InstalledTool.PathAsync();
        await using var target = await TargetProcess.StartAsync("thread-sleep", "--seconds", "3");
        var report = await Tool.AttachAsync(target.Id, "30s");

        Assert.InRange(report.Json["window"]!["durationSeconds"]!.GetValue<double>(), 0.3, 10);
        Assert.Contains("ended", report.Json["quality"]!["notes"]!.ToJsonString());
    }

    [Fact]
    public async Task Several_can_be_attached_one_after_the_other()
    {
        await InstalledTool.PathAsync();
        await using var target = await TargetProcess.StartAsync("thread-sleep", "--seconds", "60");
        for (var i = 0; i < 3; i++)
        {
            var report = await Tool.AttachAsync(target.Id, "1.5s");
            Assert.NotEqual("unknown", report.Bound);
        }
    }

    [Fact]
    public async Task A_name_is_as_good_as_a_process_id_while_only_one_bears_it()
    {
        await InstalledTool.PathAsync();
        using var folder = new TempFolder();
        await using var target = await NamedTarget.StartAsync(folder, "onlyone");
        var result = await Tool.RunAsync("attach", "onlyone", "--duration", "0.7s", "--quiet", "--json", folder.At("json"));

        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.Equal(target.Id, Report.Parse(await File.ReadAllTextAsync(folder.At("json"))).Json["target"]!["pid"]!.GetValue<int>());
    }

    [Fact]
    public async Task A_name_that_several_bear_is_wrong_usage_and_lists_them()
    {
        await InstalledTool.PathAsync();
        using var folder = new TempFolder();
        await using var one = await NamedTarget.StartAsync(folder, "oneoftwo");
        await using var other = await NamedTarget.StartAsync(folder, "oneoftwo");
        var result = await Tool.RunAsync("attach", "oneoftwo", "--duration", "1s");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains($"{one.Id}", result.Error);
        Assert.Contains($"{other.Id}", result.Error);
        Assert.Equal("", result.Output);
    }

    [Fact]
    public async Task Ctrl_C_stops_early_and_reports()
    {
        await InstalledTool.PathAsync();
        using var folder = new TempFolder();
        await using var target = await TargetProcess.StartAsync("thread-sleep", "--seconds", "60");
        await using var tool = await RunningTool.StartAsync("attach", $"{target.Id}", "--duration", "50s", "--json", folder.At("json"));
        await Eventually.IsProfiledAsync(target.Id);
        await Task.Delay(TimeSpan.FromSeconds(1.5));
        await tool.SignalAsync("INT");
        var result = await tool.WaitAsync();

        Assert.True(result.ExitCode == 0, result.ToString());
        var report = Report.Parse(await File.ReadAllTextAsync(folder.At("json")), result);
        Assert.InRange(report.Json["window"]!["durationSeconds"]!.GetValue<double>(), 0.5, 20);
        Assert.NotEqual("", result.Output);
        Assert.False(target.HasExited);
    }

    [Fact]
    public async Task A_second_Ctrl_C_leaves_nothing_behind()
    {
        await InstalledTool.PathAsync();
        await using var target = await TargetProcess.StartAsync("thread-sleep", "--seconds", "60");
        await using var tool = await RunningTool.StartAsync("attach", $"{target.Id}", "--duration", "50s", "--quiet");
        await Eventually.IsProfiledAsync(target.Id);
        await Task.Delay(TimeSpan.FromSeconds(1.5));
        await ToolRunner.RunAsync("sh", "-c", $"kill -INT {tool.Id}; sleep 0.02; kill -INT {tool.Id}");
        var result = await tool.WaitAsync();

        Assert.True(result.ExitCode == 130, result.ToString());
        Assert.Empty(Directory.GetDirectories(Path.GetTempPath(), $"iotrace-*-{target.Id}-*"));
        Assert.False(target.HasExited);
    }

    [Fact]
    public async Task A_target_that_is_stopped_meanwhile_does_not_hold_up_the_report()
    {
        await InstalledTool.PathAsync();
        await using var target = await TargetProcess.StartAsync("cpu-loop", "--seconds", "60");
        var profiling = Tool.AttachAsync(target.Id, "4s");
        await Eventually.IsProfiledAsync(target.Id);
        await Task.Delay(TimeSpan.FromSeconds(1));
        await Signals.SendAsync(target.Id, "STOP");
        var start = Stopwatch.GetTimestamp();
        var report = await profiling;

        // Its own ten seconds of patience, added to the rest of the window, would be more.
        Assert.InRange(Stopwatch.GetElapsedTime(start).TotalSeconds, 0, 9);
        Assert.Contains("SIGSTOP", report.Json["quality"]!["notes"]!.ToJsonString());
        await Signals.SendAsync(target.Id, "CONT");
        Assert.False(target.HasExited);
    }

    [Fact]
    public async Task A_target_with_another_temporary_folder_can_be_attached_to()
    {
        await InstalledTool.PathAsync();
        using var folder = new TempFolder();
        await using var target = await TargetProcess.StartAsync(new TargetSetup("cpu-loop", "--seconds", "60")
        {
            Environment = new Dictionary<string, string> { ["TMPDIR"] = folder.Path },
        });
        var report = await Tool.AttachAsync(target.Id, "1s");

        Assert.Equal(target.Id, report.Json["target"]!["pid"]!.GetValue<int>());
        Assert.NotEmpty(report.Json["callSites"]!.AsArray());
    }

    [Theory]
    [InlineData("KILL")]
    [InlineData("QUIT")]
    public async Task A_tool_that_is_killed_leaves_the_target_healthy(string signal)
    {
        await InstalledTool.PathAsync();
        await using var target = await TargetProcess.StartAsync("fsync", "--seconds", "15");
        await using var tool = await RunningTool.StartAsync("attach", $"{target.Id}", "--duration", "50s", "--quiet");
        await Eventually.IsProfiledAsync(target.Id);
        await Task.Delay(TimeSpan.FromSeconds(0.5));
        await tool.SignalAsync(signal);
        await tool.WaitAsync();

        // Events that nobody reads must not keep it from ending.
        Assert.Equal(0, await target.WaitForExitAsync(_limit));
        Assert.True(target.Operations > 0);
    }

    [Fact]
    public async Task After_a_tool_was_killed_another_one_can_attach()
    {
        await InstalledTool.PathAsync();
        await using var target = await TargetProcess.StartAsync("thread-sleep", "--seconds", "60");
        await using (var tool = await RunningTool.StartAsync("attach", $"{target.Id}", "--duration", "50s", "--quiet"))
        {
            await Eventually.IsProfiledAsync(target.Id);
            await tool.SignalAsync("KILL");
            await tool.WaitAsync();
        }

        var report = await Tool.AttachAsync(target.Id, "1s");
        Assert.Equal("neither", report.Bound);
    }
}
