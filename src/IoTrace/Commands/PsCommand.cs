using System.CommandLine;

using IoTrace.Capture.Targets;
using IoTrace.Reports.Formatting;

using Spectre.Console;

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
        var table = new Table().Border(TableBorder.None).AddColumns("PID", "NAME", "RUNTIME", "USER", "STATE", "COMMAND LINE, OR WHAT IS IN THE WAY");
        table.Columns[0].RightAligned();
        foreach (var process in processes)
        {
            table.AddRow(
                Cell($"{process.Pid}"), Cell(process.Name), Cell(process.RuntimeVersion ?? "?"), Cell(process.User), Cell(StateName(process.State)),
                Cell(process.Obstacle is { } obstacle ? $"! {obstacle.Reason}: {obstacle.Remedy}" : process.CommandLine));
        }

        var options = Terminal.ReportOptions(noColor: false);
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(terminal.Output), Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors });
        console.Profile.Width = options.Width;
        console.Write(table);
    }

    private static Text Cell(string text) => new(SafeText.Of(text));

    private static string StateName(char state) => state switch
    {
        'R' => "running",
        'S' or 'I' => "sleeping",
        'D' => "disk wait",
        'T' or 't' => "stopped",
        _ => state.ToString(),
    };
}
