using IoTrace.EndToEnd.Tests.Support;

namespace IoTrace.EndToEnd.Tests.Attaching;

/// <summary><c>ps</c> and <c>check</c>.</summary>
public sealed class ListTests
{
    private static readonly ToolCommand _wide = new("", "ps") { Environment = new Dictionary<string, string?> { ["COLUMNS"] = "300" } };

    [Fact]
    public async Task Ps_lists_a_process_with_its_name_runtime_and_user()
    {
        await InstalledTool.PathAsync();
        await using var target = await TargetProcess.StartAsync("thread-sleep", "--seconds", "60");
        ToolResult result;
        string line;
        var looks = 0;
        do
        {
            result = await Tool.RunAsync(_wide);
            line = Line(result, target.Id);
        }
        // It says what it finds: a program that sleeps in turns is running between two of them.
        while (line.Contains("running") && ++looks < 5);

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("testtarget", line);
        Assert.Contains($"{Environment.Version}", line);
        Assert.Contains(Environment.UserName, line);
        Assert.Contains("sleeping", line);
        Assert.Contains("thread-sleep", line);
    }

    [Fact]
    public async Task Ps_says_what_is_in_the_way()
    {
        await using var disabled = await TargetProcess.StartAsync(new TargetSetup("thread-sleep", "--seconds", "60")
        {
            Environment = new Dictionary<string, string> { ["DOTNET_EnableDiagnostics"] = "0" },
        });
        await using var stopped = await TargetProcess.StartAsync("thread-sleep", "--seconds", "60");
        await Signals.SendAsync(stopped.Id, "STOP");
        var result = await Tool.RunAsync(_wide);

        Assert.Contains("diagnostics are disabled", Line(result, disabled.Id));
        Assert.Contains("it is stopped", Line(result, stopped.Id));
    }

    [Fact]
    public async Task Check_tells_what_the_machine_allows()
    {
        var result = await Tool.RunAsync("check");

        Assert.Equal(0, result.ExitCode);
        foreach (var subject in (string[])["system", "user", "recordings", "processor time", "system calls"]) Assert.Contains(subject, result.Output);
    }

    [Fact]
    public async Task Check_tells_whether_a_process_can_be_attached_to()
    {
        await InstalledTool.PathAsync();
        await using var target = await TargetProcess.StartAsync("thread-sleep", "--seconds", "60");
        var result = await Tool.RunAsync("check", $"{target.Id}");

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("can be attached to", result.Output);
    }

    [Fact]
    public async Task Check_of_a_process_that_cannot_be_attached_to_has_the_remedy()
    {
        await using var target = await TargetProcess.StartAsync("thread-sleep", "--seconds", "60");
        await Signals.SendAsync(target.Id, "STOP");
        var result = await Tool.RunAsync("check", $"{target.Id}");

        Assert.Contains($"kill -CONT {target.Id}", result.Output);
    }

    [Fact]
    public async Task Check_of_no_process_is_wrong_usage()
    {
        var result = await Tool.RunAsync("check", "4194305");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("There is no process", result.Error);
    }

    private static string Line(ToolResult result, int processId) =>
        Assert.Single(result.Lines, l => l.TrimStart().StartsWith($"{processId} ", StringComparison.Ordinal));
}
