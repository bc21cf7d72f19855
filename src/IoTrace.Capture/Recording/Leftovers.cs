using System.Globalization;

using IoTrace.Capture.Os.Linux;
using IoTrace.Capture.Targets;

namespace IoTrace.Capture.Recording;

/// <summary>
/// Working folders of tools that were killed. A folder's name says whose it is: the namespace of process ids, the tool's id and its start
/// time.
/// </summary>
internal static class Leftovers
{
    private const string Prefix = "iotrace-";

    /// <summary>How the names of this process's own folders begin.</summary>
    public static string PrefixOfOwn { get; } = string.Create(
        CultureInfo.InvariantCulture, $"{Prefix}{Namespace}-{Environment.ProcessId}-{ProcessFacts.StartTime(Environment.ProcessId) ?? 0}-");

    private static string Namespace => new([.. (LibC.ReadLink(ProcPath.ProcessNamespace) ?? "").Where(char.IsAsciiDigit)]);

    /// <summary>
    /// Removes what tools of this user have left that are gone, with the sockets of their runtimes. What others own, what a link leads to and
    /// what belongs to another namespace stays.
    /// </summary>
    public static void Remove()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        try
        {
            foreach (var folder in Directory.EnumerateDirectories(Path.GetTempPath(), Prefix + "*"))
            {
                if (Path.GetFileName(folder).Split('-') is [_, var space, var id, var start, _, ..] && space == Namespace
                    && int.TryParse(id, CultureInfo.InvariantCulture, out var pid) && long.TryParse(start, CultureInfo.InvariantCulture, out var ticks)
                    && !IsAlive(pid, ticks) && LibC.Owner(folder) == LibC.EffectiveUser())
                {
                    Remove(folder, pid, ticks);
                }
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The next one tries again.
        }
    }

    /// <summary>One that was killed stays listed until its parent asks for it.</summary>
    private static bool IsAlive(int pid, long ticks) => ProcessFacts.StartTime(pid) == ticks && ProcessFacts.State(pid) is not ('Z' or 'X');

    private static void Remove(string folder, int pid, long ticks)
    {
        // A link is removed as a link.
        Directory.Delete(folder, recursive: !File.GetAttributes(folder).HasFlag(FileAttributes.ReparsePoint));
        foreach (var socket in Directory.EnumerateFiles(Path.GetTempPath(), string.Create(CultureInfo.InvariantCulture, $"*-{pid}-{ticks}-*")))
        {
            if (Path.GetFileName(socket) is var name && (name.StartsWith("dotnet-diagnostic-", StringComparison.Ordinal) || name.StartsWith("clr-debug-pipe-", StringComparison.Ordinal))
                && LibC.Owner(socket) == LibC.EffectiveUser())
            {
                File.Delete(socket);
            }
        }
    }
}
