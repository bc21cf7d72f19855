namespace IoTrace.Testing;

/// <summary>
/// Slows the disk under a folder for the processes in the group, and for no other. Holds back what a process waits for
/// in its own name: cold reads, fsync of data, write-through. Buffered writes and journal commits are done by kernel
/// threads outside of the group (version 1): for those there is <see cref="SlowDisk"/>.
/// </summary>
public sealed class DiskThrottle : ControlGroup
{
    private static readonly Lazy<string?> _unavailable = new(Probe);

    private DiskThrottle(CgroupMount mount, string device, DiskLimits limits)
        : base(mount)
    {
        try
        {
            if (Version == 2) Write("io.max", $"{device} {limits.Version2}");
            else foreach (var (file, value) in limits.Version1) Write(file, $"{device} {value}");
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Why the disk of the temporary folder cannot be throttled here; null when it can.</summary>
    public static string? Unavailable => _unavailable.Value;

    /// <summary>Makes the group; processes come into it with <see cref="ControlGroup.Add"/> or <see cref="ControlGroup.Enter"/>.</summary>
    /// <exception cref="InvalidOperationException">There is no controller, or no block device under the folder.</exception>
    public static DiskThrottle Under(string folder, DiskLimits limits)
    {
        var mount = CgroupMount.Find("blkio", "io") ?? throw new InvalidOperationException("no control group limits disks here");
        var device = BlockDevice.Under(folder, out var reason) ?? throw new InvalidOperationException(reason);
        return new DiskThrottle(mount, device, limits);
    }

    private static string? Probe()
    {
        try
        {
            using var throttle = Under(Path.GetTempPath(), new DiskLimits { ReadsPerSecond = 1000 });
            return null;
        }
        catch (Exception e) when (e is InvalidOperationException or IOException or UnauthorizedAccessException)
        {
            return $"the disk cannot be throttled: {e.Message}";
        }
    }
}
