using System.Runtime.InteropServices;

using Microsoft.Win32.SafeHandles;

namespace IoTrace.Capture.Os.Linux;

/// <summary>Calls that take a path step by step, or from a folder that is open.</summary>
internal static partial class LibC
{
    private const int PathOnly = 0x200000;
    private const int EmptyPath = 0x1000;

    // Differs between x64 and arm64 (the kernel's asm-generic/fcntl.h and arch/arm64/include/uapi/asm/fcntl.h).
    private static readonly int DoNotFollow = RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? 0x8000 : 0x20000;

    /// <summary>A handle that only stands for what is at a path: nothing is opened, waited for or read. The last link is followed.</summary>
    /// <returns>Null with the errno when there is nothing, or it may not be reached.</returns>
    public static SafeFileHandle? FindPath(string path, out int errno) => Handle(Open(path, PathOnly | CloseOnExec), out errno);

    /// <summary>The same for one name in a folder; a link is not followed, but stands for itself.</summary>
    public static SafeFileHandle? FindEntry(SafeFileHandle folder, string name, out int errno) =>
        Handle(OpenAt(folder, name, PathOnly | DoNotFollow | CloseOnExec), out errno);

    /// <summary>
    /// The same for a path below a folder, which is taken for the root: neither a link nor ".." leads out of it. The last link is not followed.
    /// See openat2(2); Linux has it from 5.6 on, and some sandboxes refuse it.
    /// </summary>
    public static unsafe SafeFileHandle? FindBelow(SafeFileHandle root, string path, out int errno)
    {
        // The same number on every architecture.
        const nint OpenAt2 = 437;
        const ulong NoMagicLinks = 0x02, InRoot = 0x10;
        var how = new OpenHow { Flags = (ulong)(PathOnly | DoNotFollow | CloseOnExec), Resolve = InRoot | NoMagicLinks };
        return Handle((int)SystemCall(OpenAt2, root, path, &how, (nuint)sizeof(OpenHow)), out errno);
    }

    /// <summary>Opens for reading what a handle stands for, which should be a regular file; one that a lease is held on is not waited for.</summary>
    public static SafeFileHandle? OpenFound(SafeFileHandle found, out int errno) =>
        Handle(Open(ProcPath.OwnDescriptor(found), ReadOnly | NotAsTerminal | DoNotBlock | CloseOnExec), out errno);

    /// <summary>Reads at an offset; negative errno on failure.</summary>
    public static int ReadAt(SafeFileHandle file, Span<byte> buffer, long offset) => ReadAt((int)file.DangerousGetHandle(), buffer, offset);

    /// <summary>Makes a folder in a folder.</summary>
    /// <exception cref="IOException">It cannot be made, or there is something of that name.</exception>
    public static void MakeFolder(SafeFileHandle folder, string name, int mode)
    {
        if (MakeDirectoryAt(folder, name, mode) != 0)
        {
            throw Failure(Marshal.GetLastPInvokeError());
        }
    }

    /// <summary>Makes a file in a folder, and opens it for reading and writing.</summary>
    /// <exception cref="IOException">It cannot be made, or there is something of that name.</exception>
    public static SafeFileHandle CreateFile(SafeFileHandle folder, string name, int mode)
    {
        const int ReadAndWrite = 2, Create = 0x40, OnlyNew = 0x80;
        return Handle(CreateAt(folder, name, ReadAndWrite | Create | OnlyNew | DoNotFollow | CloseOnExec, mode), out var errno) ?? throw Failure(errno);
    }

    /// <summary>Removes an entry of a folder; nothing happens where there is none, or it may not be removed.</summary>
    public static void Remove(SafeFileHandle folder, string name, bool isFolder)
    {
        const int EmptyFolder = 0x200;
        _ = UnlinkAt(folder, name, isFolder ? EmptyFolder : 0);
    }

    /// <summary>What a handle stands for; null when the kernel does not tell.</summary>
    public static unsafe FileStatus? Status(SafeFileHandle handle)
    {
        const uint BasicFields = 0x7FF;
        const int OwnerOffset = 20, ModeOffset = 28, InodeOffset = 32, SizeOffset = 40, DeviceOffset = 136, TypeBits = 0xF000, PermissionBits = 0xFFF;
        var buffer = stackalloc byte[StatxSize];
        if (StatxOf(handle, "", EmptyPath, BasicFields, buffer) != 0)
        {
            return null;
        }

        var mode = *(ushort*)(buffer + ModeOffset);
        return new FileStatus(
            (FileType)(mode & TypeBits), (UnixFileMode)(mode & PermissionBits), *(uint*)(buffer + OwnerOffset), *(long*)(buffer + SizeOffset),
            *(ulong*)(buffer + InodeOffset), *(ulong*)(buffer + DeviceOffset));
    }

    /// <summary>Where the link points that a handle stands for; null when it is no link.</summary>
    public static unsafe string? ReadLink(SafeFileHandle handle)
    {
        Span<byte> buffer = stackalloc byte[4096];
        fixed (byte* pointer = buffer)
        {
            var count = ReadLinkAt(handle, "", pointer, (nuint)buffer.Length);
            return count > 0 ? System.Text.Encoding.UTF8.GetString(buffer[..(int)count]) : null;
        }
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct OpenHow
    {
        public ulong Flags;
        public ulong Mode;
        public ulong Resolve;
    }

    /// <summary>The user that the calling thread touches files as from now on; the one before (setfsuid(2)). The largest number changes nothing.</summary>
    [LibraryImport("libc", EntryPoint = "setfsuid")]
    public static partial int SetFileUser(uint user);

    /// <summary>The same for the group.</summary>
    [LibraryImport("libc", EntryPoint = "setfsgid")]
    public static partial int SetFileGroup(uint group);

    [LibraryImport("libc", EntryPoint = "mkdirat", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int MakeDirectoryAt(SafeFileHandle folder, string name, int mode);

    [LibraryImport("libc", EntryPoint = "unlinkat", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int UnlinkAt(SafeFileHandle folder, string name, int flags);

    [LibraryImport("libc", EntryPoint = "openat", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int CreateAt(SafeFileHandle folder, string name, int flags, int mode);

    [LibraryImport("libc", EntryPoint = "openat", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int OpenAt(SafeFileHandle folder, string path, int flags);

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static unsafe partial nint SystemCall(nint number, SafeFileHandle folder, string path, OpenHow* how, nuint size);

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static unsafe partial int StatxOf(SafeFileHandle folder, string path, int flags, uint mask, byte* buffer);

    [LibraryImport("libc", EntryPoint = "readlinkat", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static unsafe partial nint ReadLinkAt(SafeFileHandle folder, string path, byte* buffer, nuint size);
}
