using System.Diagnostics;

using IoTrace.EndToEnd.Tests.Support;

namespace IoTrace.EndToEnd.Tests.Attaching;

/// <summary>A tool that does not run, by SIGSTOP or a debugger, must not keep its target from running and ending.</summary>
public sealed class StoppedToolTests
{
    private static readonly TimeSpan _limit = TimeSpan.FromSeconds(20);

    [Theory]
    [InlineData("small-cached-reads", "--probe")]
    [InlineData("cpu-threads", "--no-color")]
    public async Task A_target_ends_when_it_wants_to(string mode, string option)
    {
        using var folder = new TempFolder();
        await using var target = await TargetProcess.StartAsync(mode, "--seconds", "4");
        await using var tool = await RunningTool.StartAsync("attach", $"{target.Id}", "--duration", "60s", "--json", folder.At("json"), "--quiet", option);
        await Eventually.HasAnswerAsync(tool);
        await tool.SignalAsync("STOP");
        var start = Stopwatch.GetTimestamp();
        while (!target.HasExited)
        {
            Assert.True(Stopwatch.GetElapsedTime(start) < _limit, "the target waits for the tool");
            await Task.Delay(50);
        }

        await tool.SignalAsync("CONT");
        var result = await tool.WaitAsync();
        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.Contains("iotrace itself was stopped", await File.ReadAllTextAsync(folder.At("json")));
    }

    [Theory]
    [InlineData(30)]
    [InlineData(75)]
    [InlineData(150)]
    [InlineData(300)]
    public async Task A_launched_command_goes_on_in_its_start(int milliseconds)
    {
        using var folder = new TempFolder();
        var (begun, done) = (folder.At("begun"), folder.At("done"));
        await using var tool = await RunningTool.StartAsync(
            "launch", "--quiet", "--", "/bin/sh", "-c", $": > '{begun}'; '{TargetProcess.Executable}' exit-code 3; : > '{done}'; exit 3");
        await Eventually.HoldsAsync(() => File.Exists(begun), "the shell runs");
        await Task.Delay(milliseconds);
        await tool.SignalAsync("STOP");
        await Eventually.HoldsAsync(() => File.Exists(done), "the program has run to its end");

        await tool.SignalAsync("CONT");
        Assert.Equal(3, (await tool.WaitAsync()).ExitCode);
    }
}
