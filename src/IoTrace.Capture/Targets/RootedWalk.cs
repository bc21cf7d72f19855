using IoTrace.Capture.Os.Linux;

using Microsoft.Win32.SafeHandles;

namespace IoTrace.Capture.Targets;

/// <summary>Finds a path below a root name by name. For kernels that do not do so themselves (openat2), and for who must see each folder on the way.</summary>
internal static class RootedWalk
{
    /// <summary>As many links as the kernel follows.</summary>
    private const int MostLinks = 40;

    /// <summary>
    /// What is at the path; null when there is nothing. A link leads to where it would for a process with that root, and ".." never above it.
    /// The last link is followed only where the path ends with a slash.
    /// </summary>
    /// <param name="accepts">Is asked about each folder and link that is passed, the root first; the walk ends with null where it says no.</param>
    public static SafeFileHandle? Find(SafeFileHandle root, string path, Func<FileStatus, bool>? accepts = null)
    {
        var passed = new Stack<SafeFileHandle>();
        try
        {
            var rest = new Stack<string>(Names(path));
            var links = 0;
            while (rest.TryPop(out var name))
            {
                var folder = passed.Count > 0 ? passed.Peek() : root;
                if (accepts is not null && (LibC.Status(folder) is not { } status || !accepts(status)))
                {
                    return null;
                }

                if (name == "..")
                {
                    _ = passed.TryPop(out var left);
                    left?.Dispose();
                    continue;
                }

                if (LibC.FindEntry(folder, name, out _) is not { } found)
                {
                    return null;
                }

                if (rest.Count == 0 && !path.EndsWith('/'))
                {
                    return found;
                }

                if (LibC.ReadLink(found) is not { } link)
                {
                    passed.Push(found);
                    continue;
                }

                var accepted = accepts is null || (LibC.Status(found) is { } itself && accepts(itself));
                found.Dispose();
                if (!accepted || ++links > MostLinks)
                {
                    return null;
                }

                if (link.StartsWith('/'))
                {
                    Clear(passed);
                }

                foreach (var step in Names(link))
                {
                    rest.Push(step);
                }
            }

            // The path of a folder that was passed, or of the root itself.
            return LibC.FindEntry(passed.Count > 0 ? passed.Peek() : root, ".", out _);
        }
        finally
        {
            Clear(passed);
        }
    }

    /// <summary>Last name first, as a stack takes them.</summary>
    private static IEnumerable<string> Names(string path) => path.Split('/').Where(name => name is not ("" or ".")).Reverse();

    private static void Clear(Stack<SafeFileHandle> handles)
    {
        while (handles.TryPop(out var handle))
        {
            handle.Dispose();
        }
    }
}
