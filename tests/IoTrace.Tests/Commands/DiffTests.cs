using System.Text.Json;
using IoTrace.Cli.Tests.Support;

namespace IoTrace.Cli.Tests.Commands;

/// <summary><c>iotrace diff</c> on two small real recordings: one waits for syncs, the other for a server.</summary>
public sealed class DiffTests
{
    private static readonly string Disk = Path.Combine(AppContext.BaseDirectory, "recordings", "disk.iotrace");
    private static readonly string Http = Path.Combine(AppContext.BaseDirectory, "recordings", "http.iotrace");

    [Fact]
    public async Task A_recording_against_itself_shows_no_change()
    {
        var run = await CommandRun.OfAsync("diff", Http, Http);

        Assert.Equal(ExitCode.Ok, run.ExitCode);
        Assert.Contains("No change was found", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_wait_is_told_first_and_what_differs_besides_is_a_warning()
    {
        var run = await CommandRun.OfAsync("diff", Disk, Http);

        Assert.Equal(ExitCode.Ok, run.ExitCode);
        Assert.Contains("I/O-bound (network)", run.Output, StringComparison.Ordinal);
        Assert.Contains("! ", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Dashes_part_the_recordings_of_the_two_sides()
    {
        var run = await CommandRun.OfAsync("diff", Disk, Disk, "--json", "-", "--", Http, Http, Http);

        using var json = JsonDocument.Parse(run.Output);
        Assert.Equal(2, json.RootElement.GetProperty("before").GetProperty("recordings").GetInt32());
        Assert.Equal(3, json.RootElement.GetProperty("after").GetProperty("recordings").GetInt32());
        Assert.False(json.RootElement.GetProperty("sameVerdict").GetBoolean());
    }

    [Fact]
    public async Task A_gate_that_cannot_be_judged_says_so_and_passes()
    {
        var run = await CommandRun.OfAsync("diff", Http, Http, "--quiet", "--fail-on-regression", "10%");

        Assert.Equal(ExitCode.Ok, run.ExitCode);
        Assert.Contains("could not be judged", run.Error, StringComparison.Ordinal);
        Assert.Empty(run.Output);
    }

    [Theory]
    [InlineData("takes two recordings", "one.iotrace")]
    [InlineData("takes two recordings", "1", "2", "3")]
    [InlineData("'much' is not a percentage", "1", "2", "--fail-on-regression", "much")]
    [InlineData("'--json' needs a value", "1", "2", "--json")]
    public async Task Wrong_usage_is_one_line(string message, params string[] words)
    {
        var run = await CommandRun.OfAsync(["diff", .. words]);

        Assert.Equal(ExitCode.Usage, run.ExitCode);
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.TrimEnd('\n').Split('\n'));
    }

    [Fact]
    public async Task A_file_that_is_no_recording_is_named()
    {
        var run = await CommandRun.OfAsync("diff", Disk, "/etc/hostname");

        Assert.NotEqual(ExitCode.Ok, run.ExitCode);
        Assert.Contains("/etc/hostname", run.Error, StringComparison.Ordinal);
    }
}
