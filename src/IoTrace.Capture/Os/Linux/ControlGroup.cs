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
        foreach (var (controllers, group) in Memberships(pid))
        {
            if (controllers.Split(',').Contains("cpu") && Existing($"{Mount}/cpu{group}/cpu.stat", $"{Mount}/cpu,cpuacct{group}/cpu.stat") is { } v1)
            {
                return (v1, false);
            }

            if (controllers.Length == 0 && Existing($"{Mount}{group}/cpu.stat") is { } v2)
            {
                return (v2, true);
            }
        }

        return (null, false);
    }

    /// <summary>
    /// The folders of the groups that limit a process in one resource, its own and all above it, of both versions. In a container
    /// the path can be the host's: then only the folders that are seen from here are returned.
    /// </summary>
    public static IEnumerable<string> Folders(int pid, string controller)
    {
        foreach (var (controllers, group) in Memberships(pid))
        {
            string[] mounts = controllers.Length == 0 ? [Mount, $"{Mount}/unified"]
                : controllers.Split(',').Contains(controller) ? [$"{Mount}/{controller}", $"{Mount}/{controllers}"]
                : [];
            foreach (var mount in mounts.Distinct())
            {
                for (var path = group.TrimEnd('/'); ; path = path[..path.LastIndexOf('/')])
                {
                    if (Directory.Exists(mount + path))
                    {
                        yield return mount + path;
                    }

                    if (path.LastIndexOf('/') < 0)
                    {
                        break;
                    }
                }
            }
        }
    }

    /// <summary>The lines of the process, hierarchy-id:controllers:path; version 2 has no controllers.</summary>
    private static List<(string Controllers, string Group)> Memberships(int pid)
    {
        try
        {
            return [.. File.ReadAllLines(ProcPath.ControlGroups(pid)).Select(line => line.Split(':', 3)).Where(fields => fields.Length == 3).Select(fields => (fields[1], fields[2]))];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private static string? Existing(params string[] paths) => paths.FirstOrDefault(File.Exists);
}
