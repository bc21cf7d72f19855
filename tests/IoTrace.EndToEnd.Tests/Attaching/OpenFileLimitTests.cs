using System.Diagnostics;

using IoTrace.EndToEnd.Tests.Support;

namespace IoTrace.EndToEnd.Tests.Attaching;

/// <summary>A tool that may open too few files says so before anything is begun; the runtime would abort later on.</summary>
public sealed class OpenFileLimitTests
{
    [Theory]
    [InlineData(28, "ps")]
    [InlineData(48, "ps")]
    [InlineData(60, "--version")]
    [InlineData(80, "launch", "--", "true")]
    [InlineData(160, "attach", "1")]
    [InlineData(255, "attach", "1")]
    public async Task Too_low_a_limit_is_told_in_one_line(int limit, params string[] words)
    {
        var (code, error) = await RunAsync(limit, words);

        Assert.Equal(125, code);
        Assert.Equal("iotrace: The limit of open files is below 256, which iotrace needs. Raise it: ulimit -n 1024\n", error);
    }

    [Fact]
    public async Task The_least_limit_is_enough_to_profile_with_the_probe()
    {
        var (code, error) = await RunAsync(256, ["launch", "--quiet", "--", TargetProcess.Executable, "exit-code", "3"]);

        Assert.Equal((3, ""), (code, error));
    }

    private static async Task<(int ExitCode, string Error)> RunAsync(int limit, string[] words)
    {
        var start = new ProcessStartInfo("prlimit", [$"--nofile={limit}:{limit}", await InstalledTool.PathAsync(), .. words]) { RedirectStandardError = true, RedirectStandardOutput = true };
        using var tool = Process.Start(start)!;
        var output = tool.StandardOutput.ReadToEndAsync();
        var error = await tool.StandardError.ReadToEndAsync();
        await output;
        await tool.WaitForExitAsync();
        return (tool.ExitCode, error);
    }
}
