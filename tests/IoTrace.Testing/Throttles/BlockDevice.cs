namespace IoTrace.Testing;

/// <summary>The whole disk under a folder, as "major:minor".</summary>
internal static class BlockDevice
{
    /// <summary>The device; null with a reason where there is none, as under tmpfs or overlay.</summary>
    public static string? Under(string folder, out string? reason)
    {
        reason = null;
        var path = Path.GetFullPath(folder);
        // proc(5), mountinfo: field 3 is major:minor, field 5 the mount point. The longest that fits is the one in use.
        var mount = File.ReadLines("/proc/self/mountinfo")
            .Select(line => line.Split(' '))
            .Where(m => path == m[4] || m[4] == "/" || path.StartsWith(m[4] + "/", StringComparison.Ordinal))
            .MaxBy(m => m[4].Length);
        if (mount is null || !Directory.Exists($"/sys/dev/block/{mount[2]}"))
        {
            reason = $"{folder} is on no block device";
            return null;
        }

        // Limits are for whole disks; a partition's disk is the folder that holds it in the tree of devices.
        var device = new DirectoryInfo($"/sys/dev/block/{mount[2]}");
        if (!File.Exists(Path.Combine(device.FullName, "partition"))) return mount[2];
        var disk = ((DirectoryInfo)device.ResolveLinkTarget(returnFinalTarget: true)!).Parent!;
        return File.ReadAllText(Path.Combine(disk.FullName, "dev")).Trim();
    }
}
