using System.ComponentModel;

namespace IoTrace.Testing;

/// <summary>Finds out whether a command works here, by running it.</summary>
internal static class Probe
{
    /// <summary>Why the command does not work; null when it does.</summary>
    public static string? Command(string command, params string[] arguments)
    {
        try
        {
            var result = ToolRunner.Run(command, arguments);
            return result.ExitCode == 0 ? null : $"{command} does not work here: {result.Error.Trim()}";
        }
        catch (Win32Exception)
        {
            return $"{command} is not installed";
        }
    }
}
