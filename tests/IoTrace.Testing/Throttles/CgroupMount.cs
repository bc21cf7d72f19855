namespace IoTrace.Testing;

/// <summary>Where one controller of the control groups is mounted.</summary>
/// <param name="Controller">"blkio" or "cpu" in version 1, "io" or "cpu" in version 2.</param>
/// <param name="Version">1 or 2.</param>
/// <param name="Path">The root of its hierarchy.</param>
internal sealed record CgroupMount(string Controller, int Version, string Path)
{
    /// <summary>The mount of a controller, by its names in the two versions; null if this machine has neither.</summary>
    public static CgroupMount? Find(string nameInVersion1, string nameInVersion2)
    {
        // proc(5), mounts: device, mount point, type, options.
        foreach (var mount in File.ReadLines("/proc/mounts").Select(line => line.Split(' ')))
        {
            if (mount[2] == "cgroup" && mount[3].Split(',').Contains(nameInVersion1)) return new(nameInVersion1, 1, mount[1]);
            if (mount[2] != "cgroup2") continue;
            var controllers = System.IO.Path.Combine(mount[1], "cgroup.controllers");
            if (File.Exists(controllers) && File.ReadAllText(controllers).Split(' ', '\n').Contains(nameInVersion2))
                return new(nameInVersion2, 2, mount[1]);
        }

        return null;
    }
}
