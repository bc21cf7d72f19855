using System.Text.RegularExpressions;

using IoTrace.EndToEnd.Tests.Support;

namespace IoTrace.EndToEnd.Tests.Launching;

/// <summary>What must not be must not be in any of the processes that are reported.</summary>
[Collection(Alone.Name)]
public sealed class ChildrenGuardTests
{
    /// <summary>The one that does the work is reported first; the one that sleeps is a child, and neither.</summary>
    private static Task<ToolResult> LaunchAsync(string list, params string[] options) => Tool.RunAsync(
        ["launch", "--quiet", "--fail-on", list, .. options, "--", TargetProcess.Executable, "children", "cpu-loop", "thread-sleep", "--seconds", "2"]);

    [Fact]
    public async Task A_child_that_matches_is_10_and_is_named()
    {
        var result = await LaunchAsync("sleep", "--children");

        Assert.True(result.ExitCode == 10, result.ToString());
        var sleeper = Regex.Match(result.Output, "child ([0-9]+) thread-sleep").Groups[1].Value;
        Assert.Contains("--fail-on sleep matched with ", result.Error);
        Assert.Contains($"(pid {sleeper})", result.Error);
    }

    [Fact]
    public async Task Without_children_it_is_about_the_one_that_is_reported() => Assert.Equal(0, (await LaunchAsync("sleep")).ExitCode);

    [Fact]
    public async Task Children_that_do_not_match_are_0() => Assert.Equal(0, (await LaunchAsync("gc,jit", "--children")).ExitCode);
}
