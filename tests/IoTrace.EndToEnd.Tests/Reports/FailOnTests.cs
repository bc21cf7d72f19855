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
        Assert.Matches($"--fail-on {verdict.Bound} matched with [01]\\.[0-9][0-9] of the time: testtarget \\(pid [0-9]+\\)\\.", result.Error);
        Assert.Matches("Evidence: [0-9]", result.Error);
        Assert.Matches("The verdict \\(confidence [01]\\.[0-9][0-9]\\): .+", result.Error);
    }

    [Fact]
    public async Task The_evidence_is_about_the_entry_and_not_about_the_verdict()
    {
        var result = await Tool.RunAsync("report", recorded.Recording, "--quiet", "--fail-on", "cpu>0.001");

        Assert.Equal(10, result.ExitCode);
        Assert.Matches("Evidence: [0-9.]+ % of the wall clock goes to CPU work", result.Error);
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
    [InlineData("slow", "names no bound or cause. Known are: io, cpu,")]
    [InlineData("file sync", "Did you mean file-sync?")]
    [InlineData("filesync>0.2", "Did you mean file-sync?")]
    [InlineData(">0.3", "names no bound or cause")]
    [InlineData("io>2", "has '2' for a share, which is no number from 0 to 1")]
    [InlineData("io>-1", "no number from 0 to 1")]
    [InlineData("io>NaN", "no number from 0 to 1")]
    [InlineData("io>1", "nothing has more than all of the time")]
    [InlineData("mixed>0.3", "cannot take a share")]
    [InlineData("unknown>0.3", "cannot take a share")]
    [InlineData("unknown@0.5", "an unknown verdict has no confidence")]
    [InlineData("io>", "has no share behind '>'")]
    [InlineData("io@", "has no confidence behind '@'")]
    [InlineData("io@2", "has '2' for a confidence")]
    [InlineData("io@0.9>0.3", "come the other way round")]
    [InlineData("file-sync>20%", "write '>0.2'")]
    [InlineData("io@95 %", "write '@0.95'")]
    [InlineData("io,,bogus", "is empty")]
    [InlineData("io,", "is empty")]
    [InlineData("", "is empty")]
    [InlineData(" ", "is empty")]
    [InlineData("io,gc,io", "is listed twice")]
    [InlineData("io>0.3, IO > 0.30", "is listed twice")]
    public async Task An_entry_that_is_wrong_is_wrong_usage_in_one_line_that_says_what_is_accepted(string list, string says)
    {
        using var folder = new TempFolder();
        var result = await Tool.RunAsync("launch", "--fail-on", list, "--", "/bin/sh", "-c", $"touch '{folder.At("ran")}'");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains(says, result.Error);
        Assert.EndsWith("io, thread-pool-starvation, file-sync>0.3, io>0.3@0.9.\n", result.Error);
        Assert.Single(result.Error.TrimEnd('\n').Split('\n'));
        Assert.False(File.Exists(folder.At("ran")));
    }
}
