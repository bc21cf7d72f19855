using System.Text.RegularExpressions;

using IoTrace.Cli.Tests.Support;

namespace IoTrace.Cli.Tests.CommandLine;

/// <summary>--verbose tells each step on the error stream, and results stay what they are.</summary>
public sealed partial class VerboseTests
{
    [Theory]
    [InlineData("--verbose", "report", "--schema")]
    [InlineData("report", "--schema", "--verbose")]
    public async Task The_build_comes_first_and_the_exit_code_and_the_cost_last(params string[] line)
    {
        var run = await CommandRun.OfAsync(line);
        var quiet = await CommandRun.OfAsync("report", "--schema");

        Assert.Equal((0, quiet.Output, ""), (run.ExitCode, run.Output, quiet.Error));
        var steps = run.Error.TrimEnd('\n').Split('\n');
        Assert.All(steps, step => Assert.Matches(Step(), step));
        Assert.Contains("iotrace 0.1.0", steps[0], StringComparison.Ordinal);
        Assert.Contains("Exit code 0; iotrace used", steps[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_recording_shows_its_window_and_its_collectors()
    {
        var recording = Path.Combine(AppContext.BaseDirectory, "recordings", "disk.iotrace");

        var run = await CommandRun.OfAsync("report", recording, "--json", "-", "--verbose");

        Assert.Equal(0, run.ExitCode);
        Assert.StartsWith("{", run.Output, StringComparison.Ordinal);
        Assert.Contains("a window of ", run.Error, StringComparison.Ordinal);
        Assert.Contains("Collector probe: ", run.Error, StringComparison.Ordinal);
        Assert.Contains("Collector procfs: ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_error_is_followed_by_its_exit_code()
    {
        var run = await CommandRun.OfAsync("report", "no-such.iotrace", "--verbose");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("no-such.iotrace", run.Error, StringComparison.Ordinal);
        Assert.Contains("Exit code 2;", run.Error, StringComparison.Ordinal);
    }

    [GeneratedRegex("^\\[ *[0-9]+[.][0-9]{3} s\\] ")]
    private static partial Regex Step();
}
