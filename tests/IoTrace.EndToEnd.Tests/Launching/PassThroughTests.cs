using System.Globalization;
using IoTrace.EndToEnd.Tests.Support;

namespace IoTrace.EndToEnd.Tests.Launching;

/// <summary>A launched command must not be able to tell that it was.</summary>
public sealed class PassThroughTests
{
    [Fact]
    public async Task Arguments_pass_through_unchanged()
    {
        string[] arguments = ["a b", "", "\"quoted\"", "it's", "$HOME", "--json", "-o", "--", "*", "back\\slash", "ünïcödé"];
        var result = await Tool.RunAsync(["launch", "--quiet", "--", TargetProcess.Executable, "echo-args", .. arguments]);

        Assert.Equal(arguments, result.Lines);
    }

    [Fact]
    public async Task Input_and_output_pass_through_byte_for_byte()
    {
        // Bytes that are no text in any encoding, ends of line of all kinds, and enough of them to fill every buffer on the way.
        using var folder = new TempFolder();
        var bytes = new byte[300_000];
        new Random(1).NextBytes(bytes);
        await File.WriteAllBytesAsync(folder.At("in"), bytes);
        var command = $"'{await InstalledTool.PathAsync()}' launch --quiet -- '{TargetProcess.Executable}' cat < '{folder.At("in")}' > '{folder.At("out")}'";
        var result = await ToolRunner.RunAsync("/bin/sh", "-c", command);

        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.Equal(bytes, await File.ReadAllBytesAsync(folder.At("out")));
    }

    [Fact]
    public async Task Errors_pass_through()
    {
        var result = await Tool.RunAsync("launch", "--quiet", "--", "/bin/sh", "-c", $"'{TargetProcess.Executable}' exit-at-once; echo told >&2");

        Assert.Contains("told\n", result.Error);
        Assert.Equal("", result.Output);
    }

    [Fact]
    public async Task The_working_folder_is_the_same()
    {
        using var folder = new TempFolder();
        var result = await Tool.RunAsync(
            new ToolCommand("", "launch", "--quiet", "--", TargetProcess.Executable, "cwd") { WorkingDirectory = folder.Path });

        Assert.Equal(folder.Path, result.Lines[0]);
    }

    [Fact]
    public async Task The_environment_passes_through()
    {
        var result = await Tool.RunAsync(
            new ToolCommand("", "launch", "--quiet", "--", TargetProcess.Executable, "echo-env", "IOTRACE_TEST_VARIABLE")
            { Environment = new Dictionary<string, string?> { ["IOTRACE_TEST_VARIABLE"] = "a value, with = and spaces " } });

        Assert.Equal("a value, with = and spaces ", result.Lines[0]);
    }

    [Theory]
    [InlineData("CORECLR_ENABLE_NOTIFICATION_PROFILERS")]
    [InlineData("CORECLR_NOTIFICATION_PROFILERS")]
    public async Task What_makes_the_runtime_wait_is_taken_back_inside_of_it(string variable)
    {
        var result = await Tool.RunAsync("launch", "--quiet", "--", TargetProcess.Executable, "echo-env", variable);

        Assert.True(result.Lines is [], result.ToString());
    }

    [Theory]
    [InlineData("TERM", "SIGTERM")]
    [InlineData("INT", "SIGINT")]
    [InlineData("HUP", "SIGHUP")]
    public async Task Signals_reach_the_command_which_decides_what_they_mean(string signal, string seen)
    {
        await using var tool = await RunningTool.StartAsync("launch", "--quiet", "--", TargetProcess.Executable, "wait-signal", "--seconds", "20");
        await Eventually.IsProfiledAsync(await ChildOfAsync(tool.Id));
        // The target is profiled before its first instruction, and listens for signals from this line on.
        await tool.SaysAsync("ready");
        await tool.SignalAsync(signal);
        var result = await tool.WaitAsync();

        Assert.Equal(3, result.ExitCode);
        Assert.Contains($"signal {seen}\n", result.Output);
    }

    [Fact]
    public async Task A_command_that_is_killed_is_128_and_9()
    {
        await using var tool = await RunningTool.StartAsync("launch", "--quiet", "--", TargetProcess.Executable, "idle", "--seconds", "20");
        var child = await ChildOfAsync(tool.Id);
        await Eventually.IsProfiledAsync(child);
        await Signals.SendAsync(child, "KILL");

        Assert.Equal(137, (await tool.WaitAsync()).ExitCode);
    }

    /// <summary>The command that the tool has started; its keeper is a child of it as well.</summary>
    private static async Task<int> ChildOfAsync(int processId)
    {
        var child = 0;
        // Threads other than the first one have children of their own.
        await Eventually.HoldsAsync(
            () => (child = Directory.GetDirectories($"/proc/{processId}/task").SelectMany(t => ReadOrNothing($"{t}/children").Split(' ', StringSplitOptions.RemoveEmptyEntries))
                .Select(c => int.Parse(c, CultureInfo.InvariantCulture)).FirstOrDefault(IsCommand)) > 0,
            $"the tool {processId} has started its command");
        return child;
    }

    // A child that has not replaced the tool's program by its own yet has the tool's command line.
    private static bool IsCommand(int processId) =>
        ReadOrNothing($"/proc/{processId}/cmdline").StartsWith(TargetProcess.Executable, StringComparison.Ordinal);

    private static string ReadOrNothing(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (IOException)
        {
            return "";
        }
    }
}
