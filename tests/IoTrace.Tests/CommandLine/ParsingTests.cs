using IoTrace.Cli.Tests.Support;

namespace IoTrace.Cli.Tests.CommandLine;

/// <summary>The forms in which options, values and the launched command may be written.</summary>
public sealed class ParsingTests
{
    [Theory]
    [InlineData("report --schema")]
    [InlineData("report --schema --quiet")]
    [InlineData("report --schema --json=x")]
    [InlineData("report --schema --json x")]
    [InlineData("report --schema -q")]
    [InlineData("report --schema -qq")]
    [InlineData("report --schema --quiet --quiet")]
    public async Task Options_stand_anywhere_and_take_their_value_after_a_blank_or_an_equals_sign(string line)
    {
        var run = await CommandRun.OfAsync(line.Split(' '));

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.StartsWith("{", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("10")]
    [InlineData("10s")]
    [InlineData("1.5m")]
    [InlineData("500ms")]
    [InlineData("1h")]
    [InlineData("00:00:30")]
    [InlineData("01:00:00:30")]
    public async Task A_duration_takes_units(string duration)
    {
        // Which process to profile is asked once the options are right.
        var run = await CommandRun.OfAsync("attach", "999999999", "-d", duration);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("999999999", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("launch -d 1s -- no-such-command --help")]
    [InlineData("launch -d 1s -- no-such-command --nope -- -d")]
    [InlineData("launch no-such-command with words")]
    [InlineData("launch -q no-such-command")]
    [InlineData("launch --quiet -d=1s no-such-command")]
    public async Task What_stands_behind_the_dashes_is_the_command_s_own(string line)
    {
        var run = await CommandRun.OfAsync(line.Split(' '));

        Assert.Equal((127, ""), (run.ExitCode, run.Output));
        Assert.Contains("There is no command 'no-such-command'", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("attach -p 999999999")]
    [InlineData("attach --process-id 999999999")]
    [InlineData("attach --process-id=999999999")]
    [InlineData("attach -p999999999 -qd5s")]
    [InlineData("check 999999999")]
    public async Task A_process_may_be_named_as_in_other_dotnet_tools(string line)
    {
        var run = await CommandRun.OfAsync(line.Split(' '));

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("There is no process 999999999.", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("attach -n no-such-program")]
    [InlineData("attach --name no-such-program")]
    [InlineData("check no-such-program")]
    public async Task A_program_may_be_named_as_in_other_dotnet_tools(string line)
    {
        var run = await CommandRun.OfAsync(line.Split(' '));

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("There is no .NET process named 'no-such-program'.", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_may_follow_dashes()
    {
        var run = await CommandRun.OfAsync("attach", "--", "no-such-program");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("no-such-program", run.Error, StringComparison.Ordinal);
    }
}
