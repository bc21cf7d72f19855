using IoTrace.EndToEnd.Tests.Support;

namespace IoTrace.EndToEnd.Tests.Recordings;

/// <summary>What killed tools leave in the temporary folder.</summary>
public sealed class LeftoverTests
{
    [Fact]
    public async Task A_killed_tool_leaves_nothing_behind()
    {
        await using var target = await TargetProcess.StartAsync("delay", "--seconds", "30");
        await using var tool = await RunningTool.StartAsync("attach", $"{target.Id}", "--duration", "60s", "--quiet");
        await Eventually.HasAnswerAsync(tool);
        Assert.NotEmpty(FoldersOf(tool.Id));
        await tool.SignalAsync("KILL");

        await Eventually.HoldsAsync(() => FoldersOf(tool.Id).Length == 0, "its working folder is removed");
    }

    [Fact]
    public async Task The_next_run_removes_what_is_left_and_nothing_else()
    {
        await using var target = await TargetProcess.StartAsync("delay", "--seconds", "30");
        // Made like one of a tool that is gone: no process has started at the time that the name says.
        var space = string.Concat((new FileInfo("/proc/self/ns/pid").LinkTarget ?? "").Where(char.IsAsciiDigit));
        using var folder = new TempFolder();
        var left = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), $"iotrace-{space}-{Environment.ProcessId}-1-2-left"));
        var linked = Path.Combine(Path.GetTempPath(), $"iotrace-{space}-{Environment.ProcessId}-1-2-link");
        var elsewhere = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), $"iotrace-1-{Environment.ProcessId}-1-2-other"));
        await File.WriteAllTextAsync(folder.At("precious"), "kept");
        File.CreateSymbolicLink(linked, folder.Path);
        try
        {
            var result = await Tool.RunAsync("attach", $"{target.Id}", "--duration", "1s", "--quiet");

            Assert.True(result.ExitCode == 0, result.ToString());
            Assert.False(Directory.Exists(left.FullName));
            Assert.True(File.Exists(folder.At("precious")));
            Assert.True(Directory.Exists(elsewhere.FullName));
        }
        finally
        {
            File.Delete(linked);
            elsewhere.Delete(recursive: true);
            if (Directory.Exists(left.FullName)) left.Delete(recursive: true);
        }
    }

    private static string[] FoldersOf(int tool) => Directory.GetDirectories(Path.GetTempPath(), $"iotrace-*-{tool}-*");
}
