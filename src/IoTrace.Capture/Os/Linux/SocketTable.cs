using System.Buffers.Binary;
using System.Globalization;
using System.Net;

using IoTrace.Analysis.Observations;

namespace IoTrace.Capture.Os.Linux;

/// <summary>
/// Names sockets by their remote end, from the kernel's tables in the target's network namespace. A table is read again
/// when a socket is asked for that it does not have, at most ten times a second: it can be long on a busy host.
/// </summary>
internal sealed class SocketTable(int pid)
{
    private const long MinimumAge = 100_000_000;
    private const string Listening = "0A";

    private readonly Dictionary<long, (ResourceKind Kind, string Name)> sockets = [];
    private long readAt = long.MinValue / 2;

    /// <summary>Kind and name of the socket with this inode.</summary>
    public (ResourceKind Kind, string Name) Find(long inode)
    {
        if (!sockets.ContainsKey(inode) && LibC.MonotonicNow() - readAt > MinimumAge)
        {
            Refresh();
        }

        return sockets.TryGetValue(inode, out var found) ? found : (ResourceKind.Socket, $"socket:[{inode}]");
    }

    /// <summary>
    /// The rows of one of the kernel's internet tables, ends and state as it writes them.
    /// </summary>
    /// <param name="pid">A process in the network namespace.</param>
    /// <param name="family"><c>tcp</c>, <c>tcp6</c>, <c>udp</c> or <c>udp6</c>.</param>
    public static IEnumerable<(string Local, string Remote, string State, long Inode)> Internet(int pid, string family)
    {
        foreach (var line in Lines(ProcPath.Sockets(pid, family)))
        {
            var fields = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (fields.Length >= 10 && long.TryParse(fields[9], CultureInfo.InvariantCulture, out var inode))
            {
                yield return (fields[1], fields[2], fields[3], inode);
            }
        }
    }

    /// <summary>The rows of the table of local sockets; no name where the kernel tells none.</summary>
    /// <param name="pid">A process in the network namespace.</param>
    public static IEnumerable<(string? Name, bool Accepts, long Inode)> Unix(int pid)
    {
        foreach (var line in Lines(ProcPath.Sockets(pid, "unix")))
        {
            var fields = line.Split(' ', 8, StringSplitOptions.RemoveEmptyEntries);
            if (fields.Length >= 7 && long.TryParse(fields[6], CultureInfo.InvariantCulture, out var inode))
            {
                yield return (fields.Length > 7 ? fields[7] : null, fields[3] == "00010000", inode);
            }
        }
    }

    private void Refresh()
    {
        sockets.Clear();
        foreach (var family in (string[])["tcp", "tcp6", "udp", "udp6"])
        {
            ReadInternet(family);
        }

        ReadUnix();
        readAt = LibC.MonotonicNow();
    }

    private void ReadInternet(string family)
    {
        foreach (var (local, remote, state, inode) in Internet(pid, family))
        {
            var listens = state == Listening && family.StartsWith("tcp", StringComparison.Ordinal);
            sockets[inode] = (listens ? ResourceKind.Listener : ResourceKind.Socket, Endpoint(listens ? local : remote));
        }
    }

    private void ReadUnix()
    {
        foreach (var (name, accepts, inode) in Unix(pid))
        {
            sockets[inode] = (accepts ? ResourceKind.Listener : ResourceKind.Socket, name ?? "unix socket");
        }
    }

    private static string[] Lines(string path)
    {
        try
        {
            return File.ReadAllLines(path) is [_, .. var rows] ? rows : [];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    /// <summary>"0100007F:1F90" to "127.0.0.1:8080".</summary>
    public static string Endpoint(string hex)
    {
        var end = Address(hex);
        return (end.Address.IsIPv4MappedToIPv6 ? new IPEndPoint(end.Address.MapToIPv4(), end.Port) : end).ToString();
    }

    /// <summary>An end of a connection as the kernel writes it: 32-bit words in the machine's byte order, little-endian on x64 and arm64.</summary>
    public static IPEndPoint Address(string hex)
    {
        var colon = hex.IndexOf(':', StringComparison.Ordinal);
        var bytes = Convert.FromHexString(hex.AsSpan(0, colon));
        for (var word = 0; word + 4 <= bytes.Length; word += 4)
        {
            var span = bytes.AsSpan(word, 4);
            BinaryPrimitives.WriteUInt32BigEndian(span, BinaryPrimitives.ReadUInt32LittleEndian(span));
        }

        return new IPEndPoint(new IPAddress(bytes), int.Parse(hex.AsSpan(colon + 1), NumberStyles.HexNumber, CultureInfo.InvariantCulture));
    }
}
