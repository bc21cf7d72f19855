using System.Globalization;

using IoTrace.Capture.Os.Linux;

namespace IoTrace.Capture.Targets;

/// <summary>The soft resource limits of a process, by the names that /proc/PID/limits has for them.</summary>
internal sealed class ProcessLimits
{
    private readonly string[] lines;

    public ProcessLimits(int pid)
    {
        try
        {
            lines = File.ReadAllLines(ProcPath.Limits(pid));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            lines = [];
        }
    }

    /// <summary>The soft limit; null where there is none.</summary>
    public long? this[string name] =>
        lines.FirstOrDefault(line => line.StartsWith(name + " ", StringComparison.Ordinal))?[name.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries) is [var soft, ..]
            && long.TryParse(soft, CultureInfo.InvariantCulture, out var limit) ? limit : null;
}
