using System.Globalization;

using IoTrace.Capture.Targets;
using IoTrace.Reports.Terminal;

namespace IoTrace.Cli.Commands;

/// <summary>How to list.</summary>
/// <param name="Json">Where the list goes as JSON.</param>
internal sealed record PsRequest(string? Json);

/// <summary><c>iotrace ps</c>.</summary>
internal static class PsCommand
{
    private const string NoteIndent = "         ";

    public static int Run(PsRequest request, Terminal terminal)
    {
        var processes = ProcessFinder.All().Where(p => p.Pid != Environment.ProcessId && p.Name != CommandLine.CommandWords.Tool).ToList();
        if (request.Json is { } path)
        {
            return StandardOutput.Is(path)
                ? ResultOutput.WriteToStandard(stream => ProcessListJson.Write(processes, stream), terminal)
                : ResultOutput.Write(path, stream => ProcessListJson.Write(processes, stream), terminal);
        }

        if (processes.Count == 0)
        {
            terminal.Error.WriteLine(Messages.NoProcesses);
            return ExitCode.Ok;
        }

        Write(processes, terminal);
        return ExitCode.Ok;
    }

    private static void Write(IReadOnlyList<ProcessInfo> processes, Terminal terminal)
    {
        // One whole line a process where another program reads, so that grep works; a person gets what fits.
        var options = Terminal.ReportOptions(noColor: false);
        var page = new Page(terminal.Output, terminal.OutputIsTerminal ? options : options with { Width = TerminalOptions.Unbounded });
        var table = new Table(
            0, new Column("PID"), new Column("NAME", Right: false, Fit.Text), new Column("RUNTIME", Right: false, Drop: 2), new Column("USER", Right: false, Drop: 3), new Column("CONTAINER", Right: false, Fit.Text),
            new Column("STATE", Right: false, Drop: 1), new Column("COMMAND LINE, OR WHAT IS IN THE WAY", Right: false, Fit.Text));
        foreach (var process in processes)
        {
            var obstacle = process.Obstacle is { } o ? $"! {o.Reason}: {o.Remedy}" : null;
            table.Add(
                process.Pid.ToString(CultureInfo.InvariantCulture), process.Name, process.RuntimeVersion ?? "?", process.User, PlaceOf(process), StateName(process.State),
                terminal.OutputIsTerminal && obstacle is not null ? "!" : obstacle ?? Redaction.Secrets(process.CommandLine));
            if (terminal.OutputIsTerminal && obstacle is not null)
                table.Note(p => p.WriteText(NoteIndent, new Run(obstacle, Palette.Warning)));
        }

        table.Write(page);
    }

    public static string StateName(char state) => state switch
    {
        'R' => "running",
        'S' or 'I' => "sleeping",
        'D' => "disk wait",
        'T' or 't' => "stopped",
        _ => state.ToString(),
    };

    /// <summary>Which container it lives in; of others that see another machine than we do, their own id.</summary>
    private static string PlaceOf(ProcessInfo process) => process.Place is { } place ? place.Container ?? (place.InnerPid == process.Pid ? "own" : $"own, pid {place.InnerPid}") : "";
}
