namespace IoTrace.EndToEnd.Tests.Support;

/// <summary>Runs the installed tool.</summary>
internal static class Tool
{
    /// <summary>Far more than any run here takes: a tool that hangs fails its test and not the suite.</summary>
    private static readonly TimeSpan _limit = TimeSpan.FromSeconds(60);

    public static Task<ToolResult> RunAsync(params IReadOnlyList<string> arguments) => RunAsync(new ToolCommand("", arguments));

    /// <summary>Runs a command whose file name is left to be filled in with the tool's.</summary>
    public static async Task<ToolResult> RunAsync(ToolCommand command)
    {
        var result = await ToolRunner.RunAsync(command with { FileName = await InstalledTool.PathAsync(), Timeout = _limit });
        Assert.False(result.TimedOut, $"iotrace {string.Join(' ', command.Arguments)} hangs: {result}");
        return result;
    }

    /// <summary>Launches a command under the tool and returns the report on it.</summary>
    public static Task<Report> LaunchAsync(params IReadOnlyList<string> command) => LaunchAsync([], command);

    /// <param name="options">Options of the tool.</param>
    public static Task<Report> LaunchAsync(IReadOnlyList<string> options, IReadOnlyList<string> command) =>
        ReportAsync(json => ["launch", "--json", json, "--quiet", .. options, "--", .. command]);

    /// <summary>Attaches to a running process and returns the report on it.</summary>
    public static Task<Report> AttachAsync(int processId, string duration, params IReadOnlyList<string> options) =>
        ReportAsync(json => ["attach", $"{processId}", "--duration", duration, "--json", json, "--quiet", .. options]);

    private static async Task<Report> ReportAsync(Func<string, IReadOnlyList<string>> arguments)
    {
        using var folder = new TempFolder();
        var json = folder.At("report.json");
        var result = await RunAsync(arguments(json));
        Assert.True(File.Exists(json), $"no report was written: {result}");
        Assert.True(result.ExitCode == 0, result.ToString());
        return Report.Parse(await File.ReadAllTextAsync(json), result);
    }
}
