using System.Globalization;

namespace IoTrace.Testing;

/// <summary>
/// A disk of its own: an ext4 file system in a file, mounted through a loop device that is slow for everybody, the
/// kernel's write-back and journal threads included. So buffered writes, fsync and changes of names wait as they do on
/// a slow medium, and nothing else on the machine is touched.
/// </summary>
/// <remarks>
/// There are two loop devices, one on top of the other. The kernel exempts metadata requests from throttling, lest they
/// hold up others (bio_issue_as_root_blkg in block/blk-throttle.c). The upper device, which carries the file system,
/// turns every request into plain reads and writes of the lower one, which is the one with the limits.
/// </remarks>
public sealed class SlowDisk : IDisposable
{
    private static readonly Lazy<string?> _unavailable = new(Probe);
    private readonly TempFolder _folder = new();
    private readonly string _control;
    private string? _lower;
    private string? _upper;
    private bool _mounted;

    /// <summary>Makes and mounts the disk, without a limit.</summary>
    /// <param name="megabytes">Its size, of which a tenth is the file system's own.</param>
    /// <exception cref="InvalidOperationException">A step failed, with what the command said.</exception>
    public SlowDisk(int megabytes = 256)
    {
        // The limits of the root group of version 1 hold for the kernel's own threads; version 2 has none there.
        _control = CgroupMount.Find("blkio", "io") is { Version: 1 } mount
            ? mount.Path
            : throw new InvalidOperationException("whole devices are limited with version 1 of the blkio controller only");
        try
        {
            var image = _folder.At("image");
            using (var file = File.Create(image)) file.SetLength((long)megabytes << 20);
            // Inodes as large as blocks: no two files share one, so each cold stat is a read of its own.
            Do("mkfs.ext4", "-q", "-F", "-b", "4096", "-I", "4096", "-N", $"{megabytes * 32}", image);
            _lower = Attach(image);
            _upper = Attach(_lower);
            Directory.CreateDirectory(Path);
            Mount();
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Why no such disk can be made here; null when it can.</summary>
    public static string? Unavailable => _unavailable.Value;

    /// <summary>The folder where the disk is mounted.</summary>
    public string Path => _folder.At("disk");

    /// <summary>Sets the limits, for all processes; those of an earlier call go.</summary>
    public void Limit(DiskLimits limits)
    {
        foreach (var (file, value) in limits.Version1) File.WriteAllText(System.IO.Path.Combine(_control, file), $"{Number(_lower!)} {value}");
    }

    /// <summary>
    /// Lets buffered writers run so far ahead of the disk and no further. Without it they fill a tenth or more of the
    /// machine's memory before the first of them waits.
    /// </summary>
    public void LimitDirtyPages(long bytes)
    {
        File.WriteAllText($"/sys/class/bdi/{Number(_upper!)}/strict_limit", "1");
        File.WriteAllText($"/sys/class/bdi/{Number(_upper!)}/max_bytes", bytes.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>Forgets everything cached of this disk: data, inodes, names. No file on it may be open.</summary>
    public void MakeCold()
    {
        if (!TryUnmount()) throw new InvalidOperationException($"files on {Path} are in use");
        // The device outlives the mount, and with it its cache of inode tables.
        Do("blockdev", "--flushbufs", _upper!);
        Mount();
    }

    public void Dispose()
    {
        if (_lower is not null) Limit(new DiskLimits());
        // Lazily where someone still holds a file: the mount then goes away with that process.
        if (!TryUnmount()) Do("umount", "--lazy", Path);
        if (_upper is not null) Do("losetup", "--detach", _upper);
        if (_lower is not null) Do("losetup", "--detach", _lower);
        (_lower, _upper) = (null, null);
        _folder.Dispose();
    }

    // Direct I/O, or the page cache of what is below would answer for the disk.
    private static string Attach(string below) => Do("losetup", "--find", "--show", "--direct-io=on", below).Trim();

    private static string Number(string device) => File.ReadAllText($"/sys/block/{System.IO.Path.GetFileName(device)}/dev").Trim();

    private void Mount()
    {
        // Read-ahead of inode tables would bring in the inodes of files not asked for yet.
        Do("mount", "-o", "inode_readahead_blks=0", _upper!, Path);
        _mounted = true;
    }

    private bool TryUnmount()
    {
        // A process that was just killed may hold its files for a moment longer.
        for (var attempt = 0; attempt < 50 && _mounted; attempt++)
        {
            if (attempt > 0) Thread.Sleep(100);
            _mounted = ToolRunner.Run("umount", Path).ExitCode != 0;
        }

        return !_mounted;
    }

    private static string Do(string command, params string[] arguments)
    {
        var result = ToolRunner.Run(command, arguments);
        return result.ExitCode == 0
            ? result.Output
            : throw new InvalidOperationException($"{command} {string.Join(' ', arguments)}: {result.Error.Trim()}");
    }

    private static string? Probe()
    {
        try
        {
            using var disk = new SlowDisk(megabytes: 16);
            disk.Limit(new DiskLimits { ReadsPerSecond = 1000 });
            return null;
        }
        catch (Exception e) when (e is InvalidOperationException or IOException or UnauthorizedAccessException
            or System.ComponentModel.Win32Exception)
        {
            return $"a slow disk cannot be made: {e.Message}";
        }
    }
}
