using IoTrace.Cli.Tests.Support;

namespace IoTrace.Cli.Tests.Commands;

public sealed class ListingTests
{
    [Theory]
    [InlineData("workload list")]
    [InlineData("check")]
    public async Task A_list_keeps_to_the_width_and_leaves_no_blanks_at_line_ends(string line)
    {
        var run = await CommandRun.OfAsync(line.Split(' '));

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.All(run.Output.Split('\n'), l => Assert.True(l.Length <= 100 && l.TrimEnd() == l, l));
    }

    [Fact]
    public async Task What_several_workloads_are_expected_to_be_is_said_once()
    {
        var run = await CommandRun.OfAsync("workload", "list");

        Assert.Contains("each of these: expect cpu-kernel-io: warm cache", run.Output, StringComparison.Ordinal);
        Assert.True(run.Output.Split('\n').Length < 110, run.Output);
    }
}
