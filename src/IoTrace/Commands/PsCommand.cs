using System.Globalization;

using IoTrace.Capture.Targets;
using IoTrace.Reports.Formatting;

namespace IoTrace.Cli.Commands;

/// <summary>How to list.</summary>
/// <param name="Json">Where the list goes as JSON.</param>
internal sealed record PsRequest(string? Json);

/// <summary><c>iotrace ps</c>.</summary>
internal static class PsCommand
{
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
        var places = processes.Any(p => p.Place is not null);
        var rows = processes.Select(p => ((string[])[
            p.Pid.ToString(CultureInfo.InvariantCulture), p.Name, p.RuntimeVersion ?? "?", p.User, .. places ? [PlaceOf(p)] : Array.Empty<string>(), StateName(p.State),
            p.Obstacle is { } obstacle ? $"! {obstacle.Reason}: {obstacle.Remedy}" : p.CommandLine,
        ]).Select(text => SafeText.Of(text)).ToArray())
            .Prepend(["PID", "NAME", "RUNTIME", "USER", .. places ? ["CONTAINER"] : Array.Empty<string>(), "STATE", "COMMAND LINE, OR WHAT IS IN THE WAY"]).ToList();
        var widths = Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(r => r[column].Length)).ToArray();
        foreach (var row in rows)
        {
            // One line a process, so that grep works; a terminal gets what fits.
            var line = row[0].PadLeft(widths[0]) + "  " + string.Join("  ", row.Skip(1).Select((text, i) => text.PadRight(widths[i + 1])));
            terminal.Output.WriteLine(Terminal.Fit(line.TrimEnd()));
        }
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
