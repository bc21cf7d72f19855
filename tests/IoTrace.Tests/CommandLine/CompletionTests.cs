using IoTrace.Cli.Tests.Support;

namespace IoTrace.Cli.Tests.CommandLine;

public sealed class CompletionTests
{
    [Theory]
    [InlineData("att", "attach")]
    [InlineData("workload li", "list")]
    [InlineData("attach --dur", "--duration")]
    [InlineData("workload run --fail-on-", "--fail-on-unknown")]
    [InlineData("workload run fsync", "fsync-log")]
    [InlineData("workload compare copy-sync copy-rand", "copy-random-access")]
    [InlineData("workload run copy-sync --cache co", "cold")]
    [InlineData("workload run copy-sync --cache=co", "--cache=cold")]
    [InlineData("workload run copy-sync --cache = co", "cold")]
    [InlineData("attach 1 --fail-on thread-pool", "thread-pool-starvation")]
    [InlineData("attach 1 --fail-on io,gc,thread-pool", "io,gc,thread-pool-starvation")]
    [InlineData("completion z", "zsh")]
    [InlineData("report slow", ":files")]
    [InlineData("attach 1 -o slow", ":files")]
    [InlineData("launch -- dot", ":files")]
    public async Task A_word_that_is_begun_has_one_end(string words, string end)
    {
        var run = await CommandRun.OfAsync(["complete", "--", .. words.Split(' ')]);

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal(end, Assert.Single(run.Output.TrimEnd('\n').Split('\n')).Split('\t')[0]);
    }

    [Theory]
    [InlineData("", "attach launch compare completion workload")]
    [InlineData("workload ", "list run compare")]
    [InlineData("attach 1 --fail-on ", "io cpu gc file-sync")]
    public async Task Without_a_beginning_all_are_shown_but_those_for_the_tool_itself(string words, string some)
    {
        var run = await CommandRun.OfAsync(["complete", "--", .. words.Split(' ')]);
        var values = run.Output.Split('\n').Select(line => line.Split('\t')[0]).ToList();

        Assert.All(some.Split(' '), value => Assert.Contains(value, values));
        Assert.DoesNotContain("run-here", values);
        Assert.DoesNotContain("complete", values);
    }

    [Theory]
    [InlineData("nonsense ")]
    [InlineData("workload nonsense ")]
    [InlineData("ps ")]
    public async Task Where_nothing_can_stand_nothing_is_shown(string words) =>
        Assert.Equal(new CommandRun(0, "", ""), await CommandRun.OfAsync(["complete", "--", .. words.Split(' ')]));
}
