using System.Globalization;
using System.Text;

using IoTrace.Analysis.Observations;

namespace IoTrace.Capture.Os.Linux;

/// <summary>Turns descriptors of the target into resources of the recording. Descriptors are reused, so each look is a fresh one.</summary>
internal sealed class ResourceTable(int pid)
{
    private const int LongestPath = 4096;

    /// <summary>A program that touches more files than this gets the rest under one name for each kind, so that memory stays bounded.</summary>
    private const int MostResources = 10_000;

    private readonly Dictionary<string, ResourceId> known = [];
    private readonly HashSet<string> unnamed = [];
    private readonly SocketTable sockets = new(pid);
    private readonly MountTable mounts = new(pid);
    private readonly TargetPlace place = TargetPlace.Of(pid);
    private readonly List<ResourceSeen> fresh = [];

    /// <summary>Resources that were named for the first time since this was last taken.</summary>
    public IReadOnlyList<ResourceSeen> TakeFresh()
    {
        if (fresh.Count == 0)
        {
            return [];
        }

        var taken = fresh.ToArray();
        fresh.Clear();
        return taken;
    }

    /// <summary>The processor time that reading the kernel's tables of sockets, which has a pace of its own, has taken since this was last asked.</summary>
    public Duration TakeTableCpu() => sockets.TakeCpu();

    /// <summary>The resource behind a descriptor at this moment; none when it is closed or hidden from us.</summary>
    public ResourceId FromDescriptor(int fd, Timestamp at) =>
        LibC.ReadLink(ProcPath.Descriptor(pid, fd)) is { } link ? Identify(link, fd, at) : ResourceId.None;

    /// <summary>Whether each write through the descriptor waits until the data are durable (O_SYNC, O_DSYNC).</summary>
    public bool IsWriteThrough(int fd)
    {
        // Octal, as in the kernel's asm-generic/fcntl.h; O_SYNC contains O_DSYNC.
        const long DataSync = 0x1000;
        Span<byte> buffer = stackalloc byte[512];
        var text = ReadInfo(fd, buffer);
        var start = text.IndexOf("flags:\t"u8);
        if (start < 0)
        {
            return false;
        }

        long flags = 0;
        foreach (var digit in text[(start + 7)..])
        {
            if (digit is < (byte)'0' or > (byte)'7')
            {
                break;
            }

            flags = (flags * 8) + (digit - '0');
        }

        return (flags & DataSync) != 0;
    }

    /// <summary>The resource of a path that the target handed to the kernel.</summary>
    public ResourceId FromPath(string path, Timestamp at) => Remember("path:" + path, ResourceKind.File, path, at);

    /// <summary>A path at an address in the target's memory; null when there is none, or that is forbidden.</summary>
    public string? ReadPath(ulong address)
    {
        using var memory = ProcFile.TryOpen(ProcPath.Memory(pid), out _);
        if (memory is null || address > long.MaxValue)
        {
            return null;
        }

        Span<byte> buffer = stackalloc byte[LongestPath];
        // A path may end just before an unmapped page, where a long read fails as a whole: stop at the page's end first.
        var untilPageEnd = LongestPath - (int)(address % LongestPath);
        var count = memory.ReadAt(buffer[..untilPageEnd], (long)address);
        if (count == untilPageEnd && buffer[..count].IndexOf((byte)0) < 0 && untilPageEnd < LongestPath)
        {
            count += Math.Max(0, memory.ReadAt(buffer[untilPageEnd..], (long)address + untilPageEnd));
        }

        var end = count > 0 ? buffer[..count].IndexOf((byte)0) : -1;
        return end > 0 ? Encoding.UTF8.GetString(buffer[..end]) : null;
    }

    private ReadOnlySpan<byte> ReadInfo(int fd, Span<byte> buffer)
    {
        using var info = ProcFile.TryOpen(ProcPath.DescriptorInfo(pid, fd), out _);
        return info is null ? [] : info.Read(buffer);
    }

    private ResourceId Identify(string link, int fd, Timestamp at)
    {
        if (known.TryGetValue(link, out var id) && !unnamed.Contains(link))
        {
            return id;
        }

        var (kind, name) = Classify(link, fd);
        if (kind is not (ResourceKind.Socket or ResourceKind.Listener))
        {
            return Remember(link, kind, name, at);
        }

        if (name == link)
        {
            // The kernel's tables are not read for every new socket: ask again when it is met again.
            var unknown = Remember(link, kind, name, at);
            _ = known.ContainsKey(link) && unnamed.Add(link);
            return unknown;
        }

        if (unnamed.Remove(link))
        {
            fresh.Add(new ResourceSeen(at, id, kind, name));
            return id;
        }

        // By its name: a program that opens connection after connection to a peer waits for one thing.
        return Remember($"{kind} {name}", kind, name, at);
    }

    private ResourceId Remember(string key, ResourceKind kind, string name, Timestamp at)
    {
        if (known.TryGetValue(key, out var id))
        {
            return id;
        }

        var others = Others(kind);
        if (known.Count >= MostResources && key != others)
        {
            return Remember(others, kind, others, at);
        }

        id = new ResourceId(known.Count + 1);
        known.Add(key, id);
        fresh.Add(new ResourceSeen(at, id, kind, name));
        return id;
    }

    private static string Others(ResourceKind kind) => kind switch
    {
        ResourceKind.Socket => "(other sockets)",
        ResourceKind.Listener => "(other listeners)",
        ResourceKind.Pipe => "(other pipes)",
        ResourceKind.Terminal => "(other terminals)",
        ResourceKind.Other => "(others)",
        _ => "(other files)",
    };

    /// <summary>The runtime reads its standard input through a duplicate of the descriptor.</summary>
    private bool IsStandardInput(string link) => LibC.ReadLink(ProcPath.Descriptor(pid, 0)) == link;

    /// <summary>A path can lead to a named pipe or a device as well, where a read waits for somebody.</summary>
    private ResourceKind KindOfPath(int fd)
    {
        Span<byte> buffer = stackalloc byte[512];
        // Past the bound nothing is remembered, and each look would ask anew.
        return known.Count >= MostResources || !mounts.IsLocal(ReadInfo(fd, buffer)) ? ResourceKind.File : LibC.TypeOfFile(ProcPath.Descriptor(pid, fd)) switch
        {
            FileType.Fifo => ResourceKind.Pipe,
            FileType.CharacterDevice => ResourceKind.Terminal,
            _ => ResourceKind.File,
        };
    }

    private (ResourceKind Kind, string Name) Classify(string link, int fd) => link switch
    {
        _ when link.StartsWith("socket:[", StringComparison.Ordinal) =>
            sockets.Find(long.Parse(link.AsSpan(8, link.Length - 9), CultureInfo.InvariantCulture)),
        _ when link.StartsWith("pipe:[", StringComparison.Ordinal) => (ResourceKind.Pipe, IsStandardInput(link) ? link + ResourceSeen.StandardInput : link),
        _ when link.StartsWith("/dev/pts/", StringComparison.Ordinal) || link is "/dev/tty" or "/dev/console" =>
            (ResourceKind.Terminal, link),
        _ when link.StartsWith("anon_inode:", StringComparison.Ordinal) => (ResourceKind.Other, link),
        _ => (KindOfPath(fd), place.Seen(link)),
    };
}
