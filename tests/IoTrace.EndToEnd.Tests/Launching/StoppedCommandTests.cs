using System.Globalization;

using IoTrace.EndToEnd.Tests.Support;

namespace IoTrace.EndToEnd.Tests.Launching;

/// <summary>A command that is stopped (SIGSTOP) takes no signal before it goes on.</summary>
public sealed class StoppedCommandTests
{
    [Fact]
    public async Task The_second_signal_ends_the_tool_and_the_command_gets_its_own_when_it_goes_on()
    {
        using var folder = new TempFolder();
        var begun = folder.At("begun");
        await using var tool = await RunningTool.StartAsync(
            "launch", "--quiet", "--", "/bin/sh", "-c", $"echo $$ > '{begun}'; kill -STOP $$; exec '{TargetProcess.Executable}' delay --seconds 60");
        await Eventually.HoldsAsync(() => File.Exists(begun) && File.ReadAllText(begun).Length > 1, "the shell runs");
        var child = int.Parse(await File.ReadAllTextAsync(begun), CultureInfo.InvariantCulture);
        await Eventually.HoldsAsync(() => StateOf(child) == 'T', "the shell has stopped");
        await tool.SignalAsync("TERM");
        await Task.Delay(300);
        await tool.SignalAsync("TERM");
        // The command has the tool's output, which is open as long as it is stopped.
        await Eventually.HoldsAsync(() => StateOf(tool.Id) is null or 'Z', "the tool has ended");

        await Signals.SendAsync(child, "CONT");
        await Eventually.HoldsAsync(() => StateOf(child) is null or 'Z', "the command has ended by its signal");
    }

    private static char? StateOf(int processId)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{processId}/stat");
            return stat[stat.LastIndexOf(')') + 2];
        }
        catch (IOException)
        {
            return null;
        }
    }
}
