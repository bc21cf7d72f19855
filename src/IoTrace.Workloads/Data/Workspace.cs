namespace IoTrace.Workloads.Data;

/// <summary>The folder in which workloads work. It is removed with all that is in it.</summary>
public sealed class Workspace : IDisposable
{
    private const double Headroom = 1.05;
    private const long Reserve = 16L << 20;
    private const UnixFileMode OnlyForUser = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private static readonly string[] MemoryFormats = ["tmpfs", "ramfs"];

    private Workspace(string path, string format) => (Path, Format) = (path, format);

    /// <summary>Its absolute path.</summary>
    public string Path { get; }

    /// <summary>The file system it is on, such as <c>ext4</c>.</summary>
    public string Format { get; }

    /// <summary>Whether it is in memory, where nothing waits for a disk.</summary>
    public bool IsInMemory => MemoryFormats.Contains(Format);

    /// <summary>Makes a folder of its own in a folder.</summary>
    /// <param name="parent">Null for the best place there is: /var/tmp, which is on a disk where /tmp often is not.</param>
    /// <param name="needed">Bytes that have to be free.</param>
    /// <exception cref="WorkloadException">It cannot be written to, or there is too little space.</exception>
    public static Workspace Create(string? parent, long needed)
    {
        if (parent is "")
            throw Errors.CannotUse(parent, "that names no folder.");

        parent = System.IO.Path.GetFullPath(parent ?? (Directory.Exists("/var/tmp") ? "/var/tmp" : System.IO.Path.GetTempPath()));
        if (!Directory.Exists(parent))
            throw Errors.CannotUse(parent, "there is no such folder.");

        try
        {
            var drive = new DriveInfo(parent);
            var wanted = (long)Math.Min(long.MaxValue / 2, (needed * Headroom) + Reserve);
            if (needed > 0 && drive.AvailableFreeSpace < wanted)
                throw Errors.NoSpace(parent, wanted, drive.AvailableFreeSpace);

            var path = System.IO.Path.Combine(parent, $"iotrace-workload-{Environment.ProcessId}-{Guid.NewGuid():N}"[..40]);
            _ = OperatingSystem.IsWindows() ? Directory.CreateDirectory(path) : Directory.CreateDirectory(path, OnlyForUser);
            return new Workspace(path, drive.DriveFormat);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Errors.CannotUse(parent, e.Message);
        }
    }

    public void Dispose()
    {
        try
        {
            Directory.Delete(Path, recursive: true);
        }
        catch (DirectoryNotFoundException)
        {
            // Somebody else was faster; what was to be reached is reached.
        }
    }
}
