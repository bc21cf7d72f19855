namespace IoTrace.Testing.Tests;

public sealed class ToolRunnerTests
{
    [Fact]
    public async Task Exit_code_and_both_streams_are_kept_apart()
    {
        var result = await ToolRunner.RunAsync("sh", "-c", "echo out; echo err >&2; exit 7");

        Assert.Equal((7, "out\n", "err\n", false), (result.ExitCode, result.Output, result.Error, result.TimedOut));
    }

    [Fact]
    public async Task Input_environment_and_folder_reach_the_command()
    {
        using var folder = new TempFolder();
        var result = await ToolRunner.RunAsync(new ToolCommand("sh", "-c", "cat; echo $GREETING; echo ${HOME-none}; pwd")
        {
            Input = "typed\n",
            Environment = new Dictionary<string, string?> { ["GREETING"] = "hello", ["HOME"] = null },
            WorkingDirectory = folder.Path,
        });

        Assert.Equal(["typed", "hello", "none", folder.Path], result.Lines);
    }

    [Fact]
    public async Task A_command_that_does_not_end_is_killed_with_its_children()
    {
        var result = await ToolRunner.RunAsync(new ToolCommand("sh", "-c", "echo begun; sleep 60 & wait")
        {
            Timeout = TimeSpan.FromMilliseconds(300),
        });

        Assert.True(result.TimedOut);
        Assert.Equal("begun\n", result.Output);
    }

    [Fact]
    public void The_blocking_twin_gives_the_same()
    {
        var result = ToolRunner.Run("sh", "-c", "cat; echo out; echo err >&2; exit 7");

        Assert.Equal((7, "out\n", "err\n", false), (result.ExitCode, result.Output, result.Error, result.TimedOut));
    }
}
