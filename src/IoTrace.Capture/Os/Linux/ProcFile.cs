namespace IoTrace.Capture.Os.Linux;

/// <summary>A procfs file that is kept open and read again and again, without the cost of open and close.</summary>
internal sealed class ProcFile : IDisposable
{
    private readonly int fd;

    private ProcFile(int fd) => this.fd = fd;

    /// <summary>Opens it; null when it is gone or forbidden, with the errno.</summary>
    public static ProcFile? TryOpen(string path, out int errno)
    {
        var fd = LibC.OpenForReading(path);
        errno = fd < 0 ? -fd : 0;
        return fd < 0 ? null : new ProcFile(fd);
    }

    /// <summary>Its present content; empty when the process or thread is gone.</summary>
    public ReadOnlySpan<byte> Read(Span<byte> buffer)
    {
        var count = LibC.ReadFromStart(fd, buffer);
        return count > 0 ? buffer[..count] : [];
    }

    /// <summary>Reads and tells the errno (0 on success, as for end of file).</summary>
    public ReadOnlySpan<byte> Read(Span<byte> buffer, out int errno)
    {
        var count = LibC.ReadFromStart(fd, buffer);
        errno = count < 0 ? -count : 0;
        return count > 0 ? buffer[..count] : [];
    }

    /// <summary>Reads at an offset; negative errno on failure.</summary>
    public int ReadAt(Span<byte> buffer, long offset) => LibC.ReadAt(fd, buffer, offset);

    /// <summary>Moves the calling thread into the namespace that this file stands for; the errno, 0 on success.</summary>
    public int Enter() => LibC.EnterNamespace(fd);

    public void Dispose() => _ = LibC.Close(fd);
}
