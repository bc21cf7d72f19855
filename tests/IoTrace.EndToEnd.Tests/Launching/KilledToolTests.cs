using IoTrace.EndToEnd.Tests.Support;

namespace IoTrace.EndToEnd.Tests.Launching;

/// <summary>Programs that start, or are starting, when the tool is killed: nothing of it may hold them back.</summary>
public sealed class KilledToolTests
{
    [Theory]
    [InlineData("{0}", 20)]
    [InlineData("{0}", 120)]
    [InlineData("{0}", 250)]
    [InlineData("(sleep 1; {0}) & sleep 0.5; exit 0", 250)]
    [InlineData("setsid -f sh -c \"sleep 0.5; {0}\"; sleep 3", 300)]
    [InlineData("( (sleep 1; {0}) & ) & sleep 3", 500)]
    public async Task A_killed_tool_leaves_no_program_waiting(string line, int milliseconds)
    {
        using var folder = new TempFolder();
        var (begun, done) = (folder.At("begun"), folder.At("done"));
        var command = $": > '{begun}'; " + line.Replace("{0}", $"'{TargetProcess.Executable}' exit-code 3; : > '{done}'", StringComparison.Ordinal);
        await using var tool = await RunningTool.StartAsync("launch", "--quiet", "--", "/bin/sh", "-c", command);
        await Eventually.HoldsAsync(() => File.Exists(begun), "the shell runs");
        await Task.Delay(milliseconds);
        await Signals.SendAsync(tool.Id, "KILL");

        await Eventually.HoldsAsync(() => File.Exists(done), $"the program has run to its end: {command}");
    }

    [Fact]
    public async Task A_daemon_that_belongs_to_init_is_let_go_while_the_tool_lives()
    {
        using var folder = new TempFolder();
        var done = folder.At("done");
        var result = await Tool.RunAsync(
            "launch", "--quiet", "--", "/bin/sh", "-c",
            $"( ( '{TargetProcess.Executable}' exit-code 3; : > '{done}') & ) & for i in 1 2 3 4 5 6 7 8 9 10; do sleep 1; test -e '{done}' && exit 4; done");

        Assert.True(result.ExitCode == 4, result.ToString());
    }

    [Fact]
    public async Task Programs_that_start_together_are_all_let_go()
    {
        var one = $"'{TargetProcess.Executable}' exit-code 3";
        var result = await Tool.RunAsync("launch", "--quiet", "--children", "--", "/bin/sh", "-c", $"{one} & {one} & {one} & wait; echo all");

        Assert.Contains("all\n", result.Output);
    }
}
