using IoTrace.Capture;

namespace IoTrace.Cli.CommandLine.Parameters;

/// <summary>Commands to compare, each under a name; one without is called by its own words.</summary>
internal static class NamedCommands
{
    /// <exception cref="IoTraceException">There are more names than commands.</exception>
    public static IReadOnlyList<(string Name, string Line)> Of(string[] commands, string[] names) => names.Length > commands.Length
        ? throw new IoTraceException(Messages.MoreNamesThanCommands, ExitCode.Usage)
        : [.. commands.Select((line, i) => (i < names.Length ? names[i] : line, line))];
}
