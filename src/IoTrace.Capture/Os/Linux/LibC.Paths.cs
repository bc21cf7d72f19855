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

    /// <summary>What a handle stands for; null when the kernel does not tell.</summary>
    public static unsafe FileStatus? Status(SafeFileHandle handle)
    {
        const uint BasicFields = 0x7FF;
        const int OwnerOffset = 20, ModeOffset = 28, SizeOffset = 40, TypeBits = 0xF000, PermissionBits = 0xFFF;
        var buffer = stackalloc byte[StatxSize];
        if (StatxOf(handle, "", EmptyPath, BasicFields, buffer) != 0)
        {
            return null;
        }

        var mode = *(ushort*)(buffer + ModeOffset);
        return new FileStatus((FileType)(mode & TypeBits), (UnixFileMode)(mode & PermissionBits), *(uint*)(buffer + OwnerOffset), *(long*)(buffer + SizeOffset));
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

    [LibraryImport("libc", EntryPoint = "openat", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int OpenAt(SafeFileHandle folder, string path, int flags);

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static unsafe partial nint SystemCall(nint number, SafeFileHandle folder, string path, OpenHow* how, nuint size);

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static unsafe partial int StatxOf(SafeFileHandle folder, string path, int flags, uint mask, byte* buffer);

    [LibraryImport("libc", EntryPoint = "readlinkat", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static unsafe partial nint ReadLinkAt(SafeFileHandle folder, string path, byte* buffer, nuint size);
}
