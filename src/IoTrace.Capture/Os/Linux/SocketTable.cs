using System.Buffers.Binary;
using System.Globalization;
using System.Net;

using IoTrace.Analysis.Observations;

namespace IoTrace.Capture.Os.Linux;

/// <summary>
/// Names sockets by their remote end, from the kernel's tables in the target's network namespace. A table is read again
/// when a socket is asked for that it does not have, at most ten times a second, and more seldom where they are long.
/// </summary>
internal sealed class SocketTable(int pid)
{
    private const string Listening = "0A";

    /// <summary>Ports from here on are given to clients (ip_local_port_range), where the machine says nothing else.</summary>
    private const int UsualFirstClientPort = 32_768;

    /// <summary>At most a fiftieth of a processor.</summary>
    private readonly LookPace pace = new(Duration.Zero, Duration.FromMilliseconds(100), restFactor: 50);
    private readonly Lazy<int> firstClientPort = new(FirstClientPort);
    private readonly Dictionary<long, (ResourceKind Kind, string Name)> sockets = [];
    private Duration cpu;

    /// <summary>The processor time that reading the tables has taken since this was last asked.</summary>
    public Duration TakeCpu()
    {
        var taken = cpu;
        cpu = Duration.Zero;
        return taken;
    }

    /// <summary>Kind and name of the socket with this inode.</summary>
    public (ResourceKind Kind, string Name) Find(long inode)
    {
        if (!sockets.ContainsKey(inode) && new Timestamp(LibC.MonotonicNow()) is var now && pace.IsDue(now))
        {
            var before = LibC.ThreadCpuTime();
            Refresh();
            var cost = new Duration(LibC.ThreadCpuTime() - before);
            pace.Looked(now, cost);
            cpu += cost;
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
            if (Row(line) is { } row)
            {
                yield return row;
            }
        }
    }

    private static (string Local, string Remote, string State, long Inode)? Row(ReadOnlySpan<char> line)
    {
        // Tables have tens of thousands of rows on a busy host: only what is used becomes text.
        Span<Range> fields = stackalloc Range[11];
        return line.Split(fields, ' ', StringSplitOptions.RemoveEmptyEntries) >= 10 && long.TryParse(line[fields[9]], CultureInfo.InvariantCulture, out var inode)
            ? (line[fields[1]].ToString(), line[fields[2]].ToString(), line[fields[3]].ToString(), inode)
            : null;
    }

    /// <summary>The rows of the table of local sockets.</summary>
    /// <param name="pid">A process in the network namespace.</param>
    public static IEnumerable<LocalSocket> Unix(int pid)
    {
        const string Stream = "0001", Connected = "03", Accepts = "00010000";
        foreach (var line in Lines(ProcPath.Sockets(pid, "unix")))
        {
            var fields = line.Split(' ', 8, StringSplitOptions.RemoveEmptyEntries);
            if (fields.Length >= 7 && long.TryParse(fields[6], CultureInfo.InvariantCulture, out var inode))
            {
                yield return new LocalSocket(fields.Length > 7 ? fields[7] : null, fields[3] == Accepts, fields[4] == Stream && fields[5] == Connected, inode);
            }
        }
    }

    private void Refresh()
    {
        sockets.Clear();
        ReadTcp();
        ReadUdp();
        ReadUnix();
    }

    /// <summary>A connection at a port that is listened on was opened by the other side, who may never ask anything: it is served.</summary>
    private void ReadTcp()
    {
        var rows = Internet(pid, "tcp").Concat(Internet(pid, "tcp6")).ToList();
        var served = rows.Where(r => r.State == Listening).Select(r => Port(r.Local)).ToHashSet();
        foreach (var (local, remote, state, inode) in rows)
        {
            var end = state == Listening ? local : remote;
            sockets[inode] = (served.Contains(Port(local)) ? ResourceKind.Listener : ResourceKind.Socket, Endpoint(end));
        }
    }

    /// <summary>Without a peer of its own, and at a port that clients do not get, a socket waits for whoever may ask.</summary>
    private void ReadUdp()
    {
        foreach (var (local, remote, _, inode) in Internet(pid, "udp").Concat(Internet(pid, "udp6")))
        {
            var serves = Address(remote).Port == 0 && Address(local).Port < firstClientPort.Value;
            sockets[inode] = serves ? (ResourceKind.Listener, Endpoint(local)) : (ResourceKind.Socket, Endpoint(remote));
        }
    }

    private static int FirstClientPort() =>
        Lines(ProcPath.ClientPorts, skip: 0) is [var range, ..] && int.TryParse(range.Split('\t', ' ')[0], CultureInfo.InvariantCulture, out var first)
            ? first
            : UsualFirstClientPort;

    private static string Port(string end) => end[(end.LastIndexOf(':') + 1)..];

    /// <summary>A connection has the name of the socket that accepted it: with a name, it was opened by the other side, who may never ask anything.</summary>
    private void ReadUnix()
    {
        foreach (var socket in Unix(pid))
        {
            sockets[socket.Inode] = (socket.Name is not null && (socket.Accepts || socket.IsConnected) ? ResourceKind.Listener : ResourceKind.Socket, socket.Name ?? "unix socket");
        }
    }

    private static string[] Lines(string path, int skip = 1)
    {
        try
        {
            return File.ReadAllLines(path) is { } lines && lines.Length > skip ? lines[skip..] : [];
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
