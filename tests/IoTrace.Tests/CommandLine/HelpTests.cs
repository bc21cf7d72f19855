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

    [Fact]
    public async Task The_version_tells_the_commit()
    {
        var run = await CommandRun.OfAsync("--version");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Matches("^0[.]1[.]0([+][0-9a-f]{40})?\n$", run.Output);
    }

    [Theory]
    [InlineData("ps")]
    [InlineData("attach")]
    [InlineData("launch")]
    [InlineData("report")]
    [InlineData("check")]
    [InlineData("compare")]
    [InlineData("completion")]
    [InlineData("workload list")]
    [InlineData("workload run")]
    [InlineData("workload compare")]
    public async Task Every_help_shows_an_example_and_keeps_to_the_width(string command)
    {
        var run = await CommandRun.OfAsync([.. command.Split(' '), "--help"]);

        Assert.Contains($"Examples:\n  iotrace {command}", run.Output, StringComparison.Ordinal);
        Assert.All(run.Output.Split('\n'), line => Assert.True(line.Length <= 100, line));
    }

    [Fact]
    public async Task The_documentation_that_came_with_the_tool_is_named()
    {
        var help = await CommandRun.OfAsync("--help");

        var folder = help.Output.Split("Documentation:\n  ")[1].Split('\n')[0];
        Assert.All(["commands.md", "limits.md", "production.md"], page => Assert.True(File.Exists(Path.Combine(folder, page)), page));
    }

    [Theory]
    [InlineData("help", "--help")]
    [InlineData("help attach", "attach --help")]
    [InlineData("attach -?", "attach --help")]
    [InlineData("attach 1 --json --help", "attach --help")]
    public async Task Help_may_be_asked_for_in_other_words(string line, string same) =>
        Assert.Equal(await CommandRun.OfAsync(same.Split(' ')), await CommandRun.OfAsync(line.Split(' ')));
}
