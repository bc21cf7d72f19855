namespace IoTrace.Capture.Os.Linux;

/// <summary>Finds the control group files of a process, version 2 first, then version 1.</summary>
internal static class ControlGroup
{
    private const string Mount = "/sys/fs/cgroup";

    /// <summary>
    /// The <c>cpu.stat</c> of the group that limits the process, and whether it counts microseconds (version 2) rather than
    /// nanoseconds (version 1). No path when there is none to read.
    /// </summary>
    public static (string? Path, bool Microseconds) CpuStat(int pid)
    {
        string[] lines;
        try
        {
            lines = File.ReadAllLines(ProcPath.ControlGroups(pid));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return (null, false);
        }

        foreach (var line in lines)
        {
            // hierarchy-id:controllers:path
            var fields = line.Split(':', 3);
            if (fields.Length != 3)
            {
                continue;
            }

            if (fields[1].Split(',').Contains("cpu") && Existing($"{Mount}/cpu{fields[2]}/cpu.stat", $"{Mount}/cpu,cpuacct{fields[2]}/cpu.stat") is { } v1)
            {
                return (v1, false);
            }

            if (fields[1].Length == 0 && Existing($"{Mount}{fields[2]}/cpu.stat") is { } v2)
            {
                return (v2, true);
            }
        }

        return (null, false);
    }

    private static string? Existing(params string[] paths) => paths.FirstOrDefault(File.Exists);
}
