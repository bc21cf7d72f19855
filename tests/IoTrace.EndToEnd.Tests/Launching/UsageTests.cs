using IoTrace.EndToEnd.Tests.Support;

namespace IoTrace.EndToEnd.Tests.Launching;

/// <summary>What is wrong is told in a line or two, and an option never becomes a part of the command.</summary>
public class UsageTests
{
    [Theory]
    [InlineData("`iotrace launch` has no option '--nope'", "launch", "--nope", "--", "true")]
    [InlineData("`iotrace launch` has no option '--json-'", "launch", "--json-", "x", "true")]
    [InlineData("Put `--` before the command: iotrace launch [options] -- dotnet -c", "launch", "dotnet", "build", "-c", "Release")]
    [InlineData("'dotnet' is an unexpected argument before `--`", "launch", "-d", "5", "dotnet", "run", "--", "--verbose")]
    [InlineData("`iotrace attach` has no option '--probbe'. Did you mean --probe", "attach", "--probbe", "1")]
    [InlineData("`iotrace workload run` has no option '--bar'", "workload", "run", "copy-sync", "--bar")]
    [InlineData("'5x' is not a duration", "attach", "1", "-d", "5x")]
    [InlineData("`iotrace` has no command 'attch'. Did you mean attach?", "attch", "1")]
    public async Task A_wrong_line_is_told_without_a_screen_of_help(string told, params string[] line)
    {
        var result = await Tool.RunAsync(line);
        Assert.Equal(2, result.ExitCode);
        Assert.Contains(told, result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("Options:", result.Error, StringComparison.Ordinal);
        Assert.Empty(result.Output);
    }

    [Fact]
    public async Task Without_a_command_the_help_is_shown()
    {
        var result = await Tool.RunAsync("workload");
        Assert.Equal(2, result.ExitCode);
        Assert.Contains("compare", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dash_of_the_command_behind_the_dashes_is_its_own()
    {
        var result = await Tool.RunAsync("launch", "-d", "1s", "--", "/bin/echo", "--nope", "--", "-d");
        Assert.Equal("--nope -- -d", result.Output.Trim());
    }
}
