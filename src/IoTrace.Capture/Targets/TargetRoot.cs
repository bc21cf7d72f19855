using IoTrace.Capture.Os.Linux;

using Microsoft.Win32.SafeHandles;

namespace IoTrace.Capture.Targets;

/// <summary>
/// The files as a target sees them, which may live in a container. Whoever rules in there may lay links: they are followed as for the
/// target, and never out of its root.
/// </summary>
internal sealed class TargetRoot : IDisposable
{
    private const int TryAgain = 11;
    private const int NotPermitted = 1;
    private const int NotThere = 38;
    private const int MostTries = 8;

    private readonly SafeFileHandle root;

    private TargetRoot(SafeFileHandle root) => this.root = root;

    /// <summary>That of a process; null when it is gone or may not be seen.</summary>
    public static TargetRoot? TryOpen(int pid) => LibC.FindPath(ProcPath.RootDirectory(pid), out _) is { } root ? new TargetRoot(root) : null;

    /// <summary>Whether that of a process may be seen.</summary>
    public static bool CanOpen(int pid)
    {
        using var root = TryOpen(pid);
        return root is not null;
    }

    /// <summary>Our own.</summary>
    public static TargetRoot Own() => new(LibC.FindPath("/", out var errno) ?? throw new IOException($"the root folder cannot be reached (errno {errno})"));

    /// <summary>What is at a path as the target would find it; null when there is nothing. Nothing is opened or waited for; the last link stands for itself.</summary>
    public SafeFileHandle? Find(string path)
    {
        for (var tries = 0; tries < MostTries; tries++)
        {
            if (LibC.FindBelow(root, path, out var errno) is { } found)
            {
                return found;
            }

            if (errno is NotPermitted or NotThere)
            {
                return RootedWalk.Find(root, path);
            }

            // A folder on the way was moved meanwhile.
            if (errno != TryAgain)
            {
                return null;
            }
        }

        return RootedWalk.Find(root, path);
    }

    /// <summary>
    /// A folder in which nobody but those who are trusted can put one file in the place of another: neither there nor in any folder above it.
    /// Null when there is none, or others could.
    /// </summary>
    /// <param name="trusted">The users who may.</param>
    public SafeFileHandle? FindSafeFolder(string path, IReadOnlySet<uint> trusted)
    {
        var folder = RootedWalk.Find(root, path.TrimEnd('/') + "/", IsSafe);
        if (folder is not null && LibC.Status(folder) is { Type: FileType.Folder } status && IsSafe(status))
        {
            return folder;
        }

        folder?.Dispose();
        return null;

        // Whoever owns a link may lay it anew.
        bool IsSafe(FileStatus passed) => trusted.Contains(passed.Owner)
            && (passed.Type == FileType.SymbolicLink || (passed.Permissions & (UnixFileMode.GroupWrite | UnixFileMode.OtherWrite)) == 0 || (passed.Permissions & UnixFileMode.StickyBit) != 0);
    }

    /// <summary>
    /// The content of a regular file, as it is now; null where there is none, it is larger than that, or it is held by somebody. Not mapped: one
    /// that is cut off meanwhile would end this process.
    /// </summary>
    public byte[]? Read(string path, int most)
    {
        using var found = Find(path);
        if (found is null || LibC.Status(found) is not { Type: FileType.Regular } status || status.Size > most)
        {
            return null;
        }

        using var opened = LibC.OpenFound(found, out _);
        if (opened is null)
        {
            return null;
        }

        var content = new byte[status.Size];
        var length = 0;
        while (length < content.Length && LibC.ReadAt(opened, content.AsSpan(length), length) is > 0 and var count)
        {
            length += count;
        }

        return content[..length];
    }

    public void Dispose() => root.Dispose();
}
