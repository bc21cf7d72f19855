using System.Diagnostics;
using IoTrace.EndToEnd.Tests.Support;

namespace IoTrace.EndToEnd.Tests.Attaching;

/// <summary>What cannot be attached to gets a clear message, with the remedy, and runs on.</summary>
public sealed class ObstacleTests
{
    [Fact]
    public async Task A_process_that_is_not_there_is_wrong_usage()
    {
        // Above the largest id that a 64-bit kernel gives.
        var result = await Tool.RunAsync("attach", "4194305");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("There is no process 4194305", result.Error);
        Assert.Contains("iotrace ps", result.Error);
    }

    [Fact]
    public async Task A_name_that_nobody_bears_is_wrong_usage()
    {
        var result = await Tool.RunAsync("attach", "nobody-bears-this-name");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("nobody-bears-this-name", result.Error);
    }

    [Fact]
    public async Task A_process_that_is_not_dotnet_is_wrong_usage()
    {
        using var sleep = Process.Start("sleep", "60");
        try
        {
            var result = await Tool.RunAsync("attach", $"{sleep.Id}");

            Assert.Equal(2, result.ExitCode);
            Assert.Contains("is not a .NET process", result.Error);
        }
        finally
        {
            sleep.Kill();
        }
    }

    [Fact]
    public async Task A_target_with_its_diagnostics_disabled_is_named_as_such()
    {
        await using var target = await TargetProcess.StartAsync(new TargetSetup("thread-sleep", "--seconds", "60")
        {
            Environment = new Dictionary<string, string> { ["DOTNET_EnableDiagnostics"] = "0" },
        });
        var result = await Tool.RunAsync("attach", $"{target.Id}");

        Assert.Equal(125, result.ExitCode);
        Assert.Contains("DOTNET_EnableDiagnostics=0", result.Error);
        Assert.Contains("start it without", result.Error, StringComparison.OrdinalIgnoreCase);
        Assert.False(target.HasExited);
    }

    [Fact]
    public async Task A_stopped_target_is_named_as_such_and_does_not_hold_the_tool_up()
    {
        await using var target = await TargetProcess.StartAsync("thread-sleep", "--seconds", "60");
        await Signals.SendAsync(target.Id, "STOP");
        var result = await Tool.RunAsync("attach", $"{target.Id}");

        Assert.Equal(125, result.ExitCode);
        Assert.Contains("stopped", result.Error);
        Assert.Contains($"kill -CONT {target.Id}", result.Error);
    }

    [Fact]
    public async Task A_target_that_is_stopped_while_it_is_profiled_does_not_hold_the_tool_up()
    {
        await InstalledTool.PathAsync();
        await using var target = await TargetProcess.StartAsync("thread-sleep", "--seconds", "60");
        await using var tool = await RunningTool.StartAsync("attach", $"{target.Id}", "--duration", "2s");
        await Eventually.HasAnswerAsync(tool);
        await Signals.SendAsync(target.Id, "STOP");
        var result = await tool.WaitAsync();

        Assert.True(result.ExitCode == 0, result.ToString());
        await Signals.SendAsync(target.Id, "CONT");
    }
}
