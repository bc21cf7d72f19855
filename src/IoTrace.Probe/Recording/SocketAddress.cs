using System.Buffers.Text;
using IoTrace.Probe.Native;

namespace IoTrace.Probe.Recording;

/// <summary>Turns a sockaddr into an endpoint's name: 10.0.0.1:5432, [::1]:80 or unix:/run/postgres.sock.</summary>
internal static unsafe class SocketAddress
{
    public const int MaxSize = 128;
    private const int FamilyUnix = 1;
    private const int FamilyInet = 2;
    private const int FamilyInet6 = 10;

    private static ReadOnlySpan<byte> MappedV4Prefix => [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF];

    public static Resource* Intern(ResourceKind kind, byte* address, uint length)
    {
        var buffer = stackalloc byte[MaxSize + 8];
        var written = Format(address, length, new Span<byte>(buffer, MaxSize + 8));
        return Descriptors.Intern(kind, new ReadOnlySpan<byte>(buffer, written));
    }

    /// <summary>Port in an Internet address, or -1.</summary>
    public static int PortOf(byte* address) =>
        *(ushort*)address is FamilyInet or FamilyInet6 ? (address[2] << 8) | address[3] : -1;

    private static int Format(byte* address, uint length, Span<byte> target)
    {
        switch (length < sizeof(ushort) ? 0 : *(ushort*)address)
        {
            case FamilyInet:
                return FormatInternet(FamilyInet, address + 4, address, target);
            case FamilyInet6 when new ReadOnlySpan<byte>(address + 8, 12).SequenceEqual(MappedV4Prefix):
                return FormatInternet(FamilyInet, address + 20, address, target); // what a dual-mode socket shows for IPv4
            case FamilyInet6:
                return FormatInternet(FamilyInet6, address + 8, address, target);
            case FamilyUnix:
                return FormatUnix(new ReadOnlySpan<byte>(address + 2, (int)Math.Min(length, MaxSize) - 2), target);
            default:
                "(other address family)"u8.CopyTo(target);
                return "(other address family)"u8.Length;
        }
    }

    private static int FormatInternet(int family, byte* bytes, byte* address, Span<byte> target)
    {
        var text = stackalloc byte[48];
        Libc.InetNtop(family, bytes, text, 48);
        var host = System.Runtime.InteropServices.MemoryMarshal.CreateReadOnlySpanFromNullTerminated(text);
        var length = 0;
        if (family == FamilyInet6)
            target[length++] = (byte)'[';
        host.CopyTo(target[length..]);
        length += host.Length;
        if (family == FamilyInet6)
            target[length++] = (byte)']';
        target[length++] = (byte)':';
        Utf8Formatter.TryFormat(PortOf(address), target[length..], out var written);
        return length + written;
    }

    private static int FormatUnix(ReadOnlySpan<byte> path, Span<byte> target)
    {
        "unix:"u8.CopyTo(target);
        var length = "unix:"u8.Length;
        if (path.Length > 0 && path[0] == 0)
        {
            target[length++] = (byte)'@'; // the abstract namespace, as ss and lsof show it
            path = path[1..];
        }
        var end = path.IndexOf((byte)0);
        path = end < 0 ? path : path[..end];
        path.CopyTo(target[length..]);
        return length + path.Length;
    }
}
