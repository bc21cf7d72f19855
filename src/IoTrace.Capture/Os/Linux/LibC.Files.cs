using System.Runtime.InteropServices;

using Microsoft.Win32.SafeHandles;

namespace IoTrace.Capture.Os.Linux;

/// <summary>The calls about files that are opened for their own sake.</summary>
internal static partial class LibC
{
    private const int WriteOnly = 1;
    private const int NotAsTerminal = 0x100;
    private const int DoNotBlock = 0x800;

    /// <summary>
    /// Opens what is there for writing: never makes a file, never follows a link, never waits. The errno is that of the call where it fails.
    /// </summary>
    public static SafeFileHandle? OpenExisting(string path, out int errno)
    {
        return Handle(Open(path, WriteOnly | CloseOnExec | NotAsTerminal | DoNotBlock | DoNotFollow), out errno);
    }

    /// <summary>A second descriptor for what one of this process's descriptors is open on.</summary>
    public static SafeFileHandle? Duplicate(int fd, out int errno)
    {
        const int DuplicateCloseOnExec = 1030;
        return Handle(FileControl(fd, DuplicateCloseOnExec, 0), out errno);
    }

    /// <summary>Writes what goes in; waits while the descriptor takes nothing. The number of bytes, or negative errno on failure.</summary>
    public static unsafe int Write(SafeFileHandle file, ReadOnlySpan<byte> bytes)
    {
        const int Interrupted = 4;
        const int Again = 11;
        while (true)
        {
            fixed (byte* pointer = bytes)
            {
                var count = Write(file, pointer, (nuint)bytes.Length);
                var errno = count >= 0 ? 0 : Marshal.GetLastPInvokeError();
                if (errno is not (Interrupted or Again))
                {
                    return count >= 0 ? (int)count : -errno;
                }
            }

            const short Writable = 4;
            var waited = new Polled { Descriptor = (int)file.DangerousGetHandle(), Events = Writable };
            _ = Poll(&waited, 1, -1);
        }
    }

    /// <summary>The exception for an errno, with the words of the system.</summary>
    public static IOException Failure(int errno) => new(Marshal.GetPInvokeErrorMessage(errno));

    private static SafeFileHandle? Handle(int fd, out int errno)
    {
        errno = fd >= 0 ? 0 : Marshal.GetLastPInvokeError();
        return fd >= 0 ? new SafeFileHandle(fd, ownsHandle: true) : null;
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct Polled
    {
        public int Descriptor;
        public short Events;
        public short Happened;
    }

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    private static unsafe partial nint Write(SafeFileHandle file, byte* buffer, nuint count);

    [LibraryImport("libc", EntryPoint = "poll", SetLastError = true)]
    private static unsafe partial int Poll(Polled* polled, nuint count, int timeout);

    [LibraryImport("libc", EntryPoint = "fcntl", SetLastError = true)]
    private static partial int FileControl(int fd, int command, nint argument);
}
