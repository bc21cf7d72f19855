using IoTrace.Cli.Tests.Support;

namespace IoTrace.Cli.Tests.CommandLine;

public sealed class HelpTests
{
    private const string Reports = "--json --markdown --speedscope --fail-on --quiet --no-color";
    private const string Recorded = Reports + " --output --probe --no-probe";
    private const string Settings = "--duration --directory --size --buffer --concurrency --cache --durability --seed --cpu --io --delay";

    [Theory]
    [InlineData("", "ps attach launch report check workload --help --version --verbose")]
    [InlineData("ps", "ps")]
    [InlineData("attach", "--duration " + Recorded)]
    [InlineData("launch", "--duration --children " + Recorded)]
    [InlineData("report", "--schema " + Reports)]
    [InlineData("check", "pid")]
    [InlineData("workload", "list run compare")]
    [InlineData("workload list", "workload list")]
    [InlineData("workload run", "--bare " + Settings + " " + Recorded)]
    [InlineData("workload compare", "--command --runs --warm-up --threshold --no-verdict --baseline --save --with --json --markdown " + Settings)]
    public async Task Help_of_a_command_names_all_that_it_takes(string command, string names)
    {
        foreach (var help in (string[])["--help", "-h"])
        {
            var run = await CommandRun.OfAsync([.. command.Split(' ', StringSplitOptions.RemoveEmptyEntries), help]);

            Assert.Equal((0, ""), (run.ExitCode, run.Error));
            Assert.All(names.Split(' '), name => Assert.Contains(name, run.Output, StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("workload --help")]
    [InlineData("--help")]
    public async Task What_is_for_the_tool_itself_is_not_shown(string line) =>
        Assert.DoesNotContain("run-here", (await CommandRun.OfAsync(line.Split(' '))).Output, StringComparison.Ordinal);

    [Fact]
    public async Task Help_beside_other_words_is_help()
    {
        var run = await CommandRun.OfAsync("attach", "1", "--json", "x", "--help");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("--duration", run.Output, StringComparison.Ordinal);
    }
}
