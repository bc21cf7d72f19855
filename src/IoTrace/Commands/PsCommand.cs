using System.CommandLine;
using System.Globalization;

using IoTrace.Capture.Targets;
using IoTrace.Reports.Formatting;

namespace IoTrace.Cli.Commands;

/// <summary><c>iotrace ps</c>.</summary>
internal static class PsCommand
{
    public static Command Create(Terminal terminal)
    {
        var command = new Command("ps", "List the .NET processes that can be attached to, and what is in the way of the others.");
        command.SetAction(_ =>
        {
            var processes = ProcessFinder.All().Where(p => p.Pid != Environment.ProcessId).ToList();
            if (processes.Count == 0)
            {
                terminal.Error.WriteLine(Messages.NoProcesses);
                return ExitCode.Ok;
            }

            Write(processes, terminal);
            return ExitCode.Ok;
        });
        return command;
    }

    private static void Write(IReadOnlyList<ProcessInfo> processes, Terminal terminal)
    {
        var rows = processes.Select(p => new[]
        {
            p.Pid.ToString(CultureInfo.InvariantCulture), p.Name, p.RuntimeVersion ?? "?", p.User, StateName(p.State),
            p.Obstacle is { } obstacle ? $"! {obstacle.Reason}: {obstacle.Remedy}" : p.CommandLine,
        }.Select(text => SafeText.Of(text)).ToArray()).Prepend(["PID", "NAME", "RUNTIME", "USER", "STATE", "COMMAND LINE, OR WHAT IS IN THE WAY"]).ToList();
        var widths = Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(r => r[column].Length)).ToArray();
        foreach (var row in rows)
        {
            // One line a process, so that grep works; a terminal gets what fits.
            var line = row[0].PadLeft(widths[0]) + "  " + string.Join("  ", row.Skip(1).Select((text, i) => text.PadRight(widths[i + 1])));
            terminal.Output.WriteLine(Terminal.Fit(line.TrimEnd()));
        }
    }

    private static string StateName(char state) => state switch
    {
        'R' => "running",
        'S' or 'I' => "sleeping",
        'D' => "disk wait",
        'T' or 't' => "stopped",
        _ => state.ToString(),
    };
}
