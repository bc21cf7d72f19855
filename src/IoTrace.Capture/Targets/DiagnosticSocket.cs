using System.Globalization;

using IoTrace.Capture.Os.Linux;

namespace IoTrace.Capture.Targets;

/// <summary>The Unix socket through which a runtime takes diagnostic commands.</summary>
internal static class DiagnosticSocket
{
    /// <summary>The names of all sockets.</summary>
    public const string Every = Prefix + "*" + Suffix;

    private const string Prefix = "dotnet-diagnostic-";
    private const string Suffix = "-socket";

    /// <summary>
    /// Whether the process has a socket that is really its own. Any user may put a file with the right name into the temp folder
    /// (dotnet/diagnostics#5563), those of the dead stay behind, and the client library takes the newest one: where there are
    /// several, the right one has to be named to it.
    /// </summary>
    public static SocketSearch Find(int pid)
    {
        if (ProcessFacts.StartTime(pid) is not { } started || ProcessFacts.User(pid) is not { } owner)
        {
            return new SocketSearch(false, null, null);
        }

        string? own = null, strange = null;
        var ambiguous = false;
        foreach (var path in Candidates(pid))
        {
            var key = Path.GetFileName(path)[(Prefix.Length + Id(pid).Length + 1)..^Suffix.Length];
            var right = long.TryParse(key, CultureInfo.InvariantCulture, out var ticks) && ticks == started;
            var uid = LibC.Owner(path);
            if (right && uid == owner)
            {
                own ??= path;
            }
            else
            {
                ambiguous = true;
                strange = right || (uid is not null && uid != owner) ? path : strange;
            }
        }

        return own is null
            ? new SocketSearch(false, strange, null)
            : new SocketSearch(true, null, ambiguous || own.StartsWith(ProcPath.Root + "/", StringComparison.Ordinal) ? own : null);
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

    private static IEnumerable<string> Candidates(int pid)
    {
        // A process in another mount namespace has its own temp folder, which is reached through its root.
        var folder = ProcessFacts.Variable(pid, "TMPDIR") ?? "/tmp";
        var inside = ProcPath.RootDirectory(pid) + folder;
        var pattern = $"{Prefix}{Id(pid)}-*{Suffix}";
        return Files(Path.GetTempPath(), pattern).Concat(SameFolder(inside) ? [] : Files(inside, pattern));
    }

    private static bool SameFolder(string inside) =>
        Path.GetFullPath(LibC.ReadLink(inside[..inside.IndexOf("/root", StringComparison.Ordinal)] + "/root") ?? "/") == "/"
        && Path.TrimEndingDirectorySeparator(inside[(inside.IndexOf("/root", StringComparison.Ordinal) + 5)..])
            == Path.TrimEndingDirectorySeparator(Path.GetTempPath());

    private static string Id(int pid) => pid.ToString(CultureInfo.InvariantCulture);
}

/// <summary>The outcome of a search.</summary>
/// <param name="Found">Whether the process has its own socket.</param>
/// <param name="Strange">A socket that bears the process's id but is not its own, where it has none of its own.</param>
/// <param name="Address">The path of its own socket, where the client library would look for another one or for none.</param>
internal readonly record struct SocketSearch(bool Found, string? Strange, string? Address);
