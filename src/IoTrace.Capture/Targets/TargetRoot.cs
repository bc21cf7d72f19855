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

    public void Dispose() => root.Dispose();
}
