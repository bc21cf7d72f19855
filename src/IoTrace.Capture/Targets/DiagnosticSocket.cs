using System.Globalization;

using IoTrace.Capture.Os.Linux;

using Microsoft.Win32.SafeHandles;

namespace IoTrace.Capture.Targets;

/// <summary>The Unix socket through which a runtime takes diagnostic commands.</summary>
internal static class DiagnosticSocket
{
    /// <summary>The names of all sockets.</summary>
    public const string Every = Prefix + "*" + Suffix;

    private const string Prefix = "dotnet-diagnostic-";
    private const string Suffix = "-socket";

    /// <summary>What a runtime writes that cannot read its own start time, as in a root without procfs.</summary>
    private const long UnknownStart = 0;

    /// <summary>Whether a path is named as such a socket is.</summary>
    public static bool IsName(string path) => Path.GetFileName(path) is var name && name.StartsWith(Prefix, StringComparison.Ordinal) && name.EndsWith(Suffix, StringComparison.Ordinal);

    /// <summary>
    /// Whether the process has a socket that looks its own. Any user may put a file with the right name into the temporary folder
    /// (dotnet/diagnostics#5563): who serves it is asked before the first command (<see cref="DiagnosticPort"/>).
    /// </summary>
    public static SocketSearch Find(int pid)
    {
        using var socket = Open(pid, out var strange);
        return new SocketSearch(socket is not null, strange);
    }

    /// <summary>A handle to it, which stands for this one socket whatever the path comes to mean; null when there is none.</summary>
    /// <param name="strange">What bears its name but is not a socket of its user, where there is no better.</param>
    public static SafeFileHandle? Open(int pid, out string? strange)
    {
        strange = null;
        if (ProcessFacts.StartTime(pid) is not { } started || ProcessFacts.User(pid) is not { } user)
        {
            return null;
        }

        // Of a process of another user only the name can be guessed.
        using var root = TargetRoot.TryOpen(pid) ?? TargetRoot.Own();
        var folder = ProcessFacts.Variable(pid, "TMPDIR") is { Length: > 0 } set ? set : "/tmp";
        var id = NamespaceIds.OfProcess(pid);
        foreach (var path in Paths(pid, id, folder, started))
        {
            if (path is null || root.Find(path) is not { } found)
            {
                continue;
            }

            if (IsOf(user, found))
            {
                strange = null;
                return found;
            }

            found.Dispose();
            strange ??= path;
        }

        return null;
    }

    /// <summary>What the name says, in order: the process's id, its start time in ticks of the kernel's clock, the word "socket".</summary>
    public static string[] KeysOf(string path) => Path.GetFileName(path)[Prefix.Length..].Split('-');

    /// <summary>What a folder holds of a pattern; nothing where it cannot be read.</summary>
    public static string[] Files(string folder, string pattern)
    {
        try
        {
            return Directory.GetFiles(folder, pattern);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private static IEnumerable<string?> Paths(int pid, int id, string folder, long started)
    {
        yield return PathOf(folder, id, started);
        yield return PathOf(folder, id, UnknownStart);
        // It takes some time: only for a process that seems to have one.
        if (id != pid || ProcessFacts.RuntimeFolder(pid) is not null)
        {
            yield return BoundSocket.PathOf(pid, $"{Prefix}{id}-");
        }
    }

    private static string PathOf(string folder, int pid, long started) =>
        string.Create(CultureInfo.InvariantCulture, $"{folder.TrimEnd('/')}/{Prefix}{pid}-{started}{Suffix}");

    /// <summary>A process that has given up the rights of root made its socket before.</summary>
    private static bool IsOf(uint user, SafeFileHandle file) =>
        LibC.Status(file) is { Type: FileType.Socket } status && (status.Owner == user || status.Owner == 0);
}

/// <summary>The outcome of a search.</summary>
/// <param name="Found">Whether the process has its own socket.</param>
/// <param name="Strange">What bears the name of its socket but is not its own.</param>
internal readonly record struct SocketSearch(bool Found, string? Strange);
