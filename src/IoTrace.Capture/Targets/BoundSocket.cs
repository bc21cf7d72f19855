using System.Globalization;

using IoTrace.Capture.Os.Linux;

namespace IoTrace.Capture.Targets;

/// <summary>
/// The socket that a process listens at, as the kernel knows it. Its name cannot always be told beforehand: a runtime takes its start time from
/// the procfs that it sees, which may be that of another namespace, and its temporary folder from a variable that may be hidden from us.
/// </summary>
internal static class BoundSocket
{
    /// <summary>A process with more descriptors, or a namespace with more sockets, is not worth the time.</summary>
    private const int Most = 100_000;

    /// <summary>The path that a process has bound a listening socket of its own to, as it sees it; null when it has none of that name.</summary>
    /// <param name="name">What the file's name begins with.</param>
    public static string? PathOf(int pid, string name)
    {
        var bound = SocketTable.Unix(pid).Take(Most)
            .Where(socket => socket is { Accepts: true, Name: { } path } && Path.GetFileName(path).StartsWith(name, StringComparison.Ordinal))
            .ToDictionary(socket => string.Create(CultureInfo.InvariantCulture, $"socket:[{socket.Inode}]"), socket => socket.Name);
        try
        {
            return bound.Count == 0 ? null : Directory.EnumerateFiles(ProcPath.Descriptors(pid)).Take(Most)
                .Select(entry => bound.GetValueOrDefault(LibC.ReadLink(entry) ?? "")).FirstOrDefault(path => path is not null);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
