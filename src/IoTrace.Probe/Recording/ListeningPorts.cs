using System.Globalization;
using IoTrace.Probe.Native;

namespace IoTrace.Probe.Recording;

/// <summary>
/// TCP ports that somebody on this machine listened on when the probe was activated. A connection that is older than the
/// probe and whose local port is among them was accepted, not made.
/// </summary>
internal static unsafe class ListeningPorts
{
    private const string Listen = "0A";
    private static readonly ulong[] s_ports = new ulong[65536 / 64];

    public static void Refresh()
    {
        Array.Clear(s_ports);
        Read("/proc/self/net/tcp");
        Read("/proc/self/net/tcp6");
    }

    public static bool IsLocalPortOf(int fd)
    {
        var address = stackalloc byte[SocketAddress.MaxSize];
        uint length = SocketAddress.MaxSize;
        if (!Libc.Getsockname(fd, address, &length))
            return false;
        var port = SocketAddress.PortOf(address);
        return port > 0 && (s_ports[port >> 6] & (1UL << (port & 63))) != 0;
    }

    private static void Read(string file)
    {
        try
        {
            // Plain loops: this runs at the target's start, where each further library and generic costs milliseconds.
            using var lines = new StreamReader(file);
            lines.ReadLine(); // the heading
            while (lines.ReadLine() is { } line)
                Take(line);
        }
        catch (IOException)
        {
            // No such table in this network namespace or without IPv6: then roles come from connect and accept alone.
        }
        catch (UnauthorizedAccessException)
        {
            // As above.
        }
    }

    /// <summary>A line: number, local address, remote address, state, and more; ports and states are hexadecimal.</summary>
    private static void Take(string line)
    {
        var fields = line.Split(' ', 5, StringSplitOptions.RemoveEmptyEntries);
        if (fields.Length < 4 || fields[3] != Listen)
            return;
        var separator = fields[1].LastIndexOf(':');
        if (ushort.TryParse(fields[1].AsSpan(separator + 1), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var port))
            s_ports[port >> 6] |= 1UL << (port & 63);
    }
}
