using IoTrace.EndToEnd.Tests.Recordings;
using IoTrace.EndToEnd.Tests.Support;

namespace IoTrace.EndToEnd.Tests.Reports;

public sealed class FailOnTests(Recorded recorded) : IClassFixture<Recorded>
{
    [Fact]
    public async Task An_entry_that_matches_is_10()
    {
        var verdict = Report.Parse(await File.ReadAllTextAsync(recorded.Json));
        var result = await Tool.RunAsync("report", recorded.Recording, "--quiet", "--fail-on", $"gc,{verdict.Bound}");

        Assert.Equal(10, result.ExitCode);
        Assert.Contains($"--fail-on {verdict.Bound} matched", result.Error);
        Assert.Matches("The verdict \\(confidence [01]\\.[0-9][0-9]\\): .+ Evidence: [0-9]", result.Error);
    }

    [Fact]
    public async Task Entries_that_do_not_match_are_0()
    {
        var result = await Tool.RunAsync("report", recorded.Recording, "--quiet", "--fail-on", "gc,jit,network,unknown");

        Assert.Equal(0, result.ExitCode);
    }

    [Theory]
    [InlineData("file-sync>0.01", 10)]
    [InlineData("file-sync>0.99", 0)]
    [InlineData("gc>0.5", 0)]
    [InlineData("File-Sync>0.01@0.5", 10)]
    public async Task A_share_is_held_against_the_wall_clock(string entry, int exitCode)
    {
        var result = await Tool.RunAsync("report", recorded.Recording, "--quiet", "--fail-on", entry);

        Assert.Equal(exitCode, result.ExitCode);
    }

    [Fact]
    public async Task It_works_for_a_launched_command()
    {
        var result = await Tool.RunAsync(
            "launch", "--quiet", "--fail-on", "neither", "--", TargetProcess.Executable, "thread-sleep", "--seconds", "2");

        Assert.Equal(10, result.ExitCode);
    }

    [Fact]
    public async Task A_command_that_fails_keeps_its_own_exit_code()
    {
        var result = await Tool.RunAsync(
            "launch", "--quiet", "--fail-on", "io,cpu,mixed,neither,unknown", "--", TargetProcess.Executable, "exit-code", "3");

        Assert.Equal(3, result.ExitCode);
    }

    [Theory]
    [InlineData("slow")]
    [InlineData("io>2")]
    [InlineData("mixed>0.3")]
    [InlineData("unknown>0.3")]
    [InlineData("unknown@0.5")]
    [InlineData("io>")]
    [InlineData("io,,bogus")]
    [InlineData("")]
    [InlineData("io@2")]
    [InlineData("file-sync>20%")]
    public async Task An_entry_that_nobody_knows_is_wrong_usage_and_lists_the_known_ones(string list)
    {
        using var folder = new TempFolder();
        var result = await Tool.RunAsync("launch", "--fail-on", list, "--", "/bin/sh", "-c", $"touch '{folder.At("ran")}'");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("thread-pool-starvation", result.Error);
        Assert.False(File.Exists(folder.At("ran")));
    }
}
