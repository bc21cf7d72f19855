using System.Buffers.Text;
using IoTrace.Probe.Native;

namespace IoTrace.Probe.Recording;

/// <summary>Asks the kernel what a descriptor stands for: /proc/self/fd and the socket's addresses.</summary>
internal static unsafe class DescriptorResolver
{
    // PATH_MAX, and what the kernel appends to a deleted file's name.
    private const int LinkBufferSize = 4096 + 16;
    private const int FileTypeFifo = 0x1000;
    private const int FileTypeCharacter = 0x2000;
    private const int WriteThroughFlags = 0x1000; // O_DSYNC, which O_SYNC includes

    private static ReadOnlySpan<byte> DeletedSuffix => " (deleted)"u8;

    public static void Resolve(Descriptor* descriptor, int fd)
    {
        var path = stackalloc byte[32];
        "/proc/self/fd/"u8.CopyTo(new Span<byte>(path, 32));
        Utf8Formatter.TryFormat(fd, new Span<byte>(path + 14, 17), out var written);
        path[14 + written] = 0;

        var buffer = stackalloc byte[LinkBufferSize];
        var length = (int)Libc.Readlink(path, buffer, LinkBufferSize);
        if (length <= 0)
        {
            descriptor->Kind = ResourceKind.Other;
            descriptor->Resource = Descriptors.Intern(ResourceKind.Other, "(unknown descriptor)"u8);
            return;
        }

        var name = new ReadOnlySpan<byte>(buffer, length);
        if (name.StartsWith("socket:"u8))
        {
            ResolveSocket(descriptor, fd);
            return;
        }
        var kind = KindOf(name);
        if (kind == ResourceKind.Pipe)
            name = "(pipe)"u8; // Each pipe has a number of its own: it says nothing and would fill the table.
        else if (kind == ResourceKind.File && name.EndsWith(DeletedSuffix))
            name = name[..^DeletedSuffix.Length];
        descriptor->Kind = kind;
        descriptor->IsWriteThrough = kind == ResourceKind.File && (Libc.GetFileStatusFlags(fd) & WriteThroughFlags) != 0;
        descriptor->Resource = Descriptors.Intern(kind, name);
    }

    /// <summary>A path can also name a FIFO or a character device; read and write without position happen on those.</summary>
    public static void VerifyKind(Descriptor* descriptor, int fd)
    {
        descriptor->IsKindVerified = true;
        if (descriptor->Kind != ResourceKind.File)
            return;
        var type = Libc.FileType(fd);
        var kind = type switch
        {
            FileTypeFifo => ResourceKind.Pipe,
            FileTypeCharacter => ResourceKind.Other,
            _ => ResourceKind.File,
        };
        if (kind == ResourceKind.File)
            return;
        var resource = descriptor->Resource;
        descriptor->Resource = Descriptors.Intern(kind, new ReadOnlySpan<byte>(resource->Name, resource->NameLength));
        descriptor->Kind = kind;
    }

    /// <summary>Kind by the name alone.</summary>
    public static ResourceKind KindOf(ReadOnlySpan<byte> name)
    {
        if (name.StartsWith("/"u8))
        {
            return name.StartsWith("/dev/pts/"u8) || name.StartsWith("/dev/tty"u8) || name.SequenceEqual("/dev/console"u8)
                ? ResourceKind.Terminal
                : ResourceKind.File;
        }
        return name.StartsWith("pipe:"u8) ? ResourceKind.Pipe : ResourceKind.Other;
    }

    private static void ResolveSocket(Descriptor* descriptor, int fd)
    {
        var address = stackalloc byte[SocketAddress.MaxSize];
        uint length = SocketAddress.MaxSize;
        var hasPeer = Libc.Getpeername(fd, address, &length);
        if (!descriptor->IsRoleKnown)
        {
            descriptor->Kind = hasPeer && !ListeningPorts.IsLocalPortOf(fd) ? ResourceKind.Client
                : hasPeer || Libc.IsListening(fd) ? ResourceKind.Server
                : ResourceKind.Socket;
            // Of a connection that is older than the probe: who has never heard anything speaks to nobody.
            descriptor->HasHeard = descriptor->Kind == ResourceKind.Client && Libc.MayHaveReceived(fd);
        }
        if (descriptor->Kind == ResourceKind.Server)
        {
            length = SocketAddress.MaxSize;
            hasPeer = Libc.Getsockname(fd, address, &length);
        }
        descriptor->Resource = hasPeer
            ? SocketAddress.Intern(descriptor->Kind, address, length)
            : Descriptors.Intern(descriptor->Kind, "(unconnected)"u8);
    }
}
