using System.Runtime.InteropServices;

namespace IoTrace.Capture.Os.Linux;

/// <summary>Reading from a terminal.</summary>
internal static partial class LibC
{
    private const short PollIn = 1;

    /// <summary>Whether a read would return at once, after waiting for that at most as long as said.</summary>
    public static unsafe bool HasInput(int fd, int milliseconds)
    {
        var wanted = new PollFd { Fd = fd, Events = PollIn };
        return Poll(&wanted, 1, milliseconds) > 0;
    }

    /// <summary>Bytes read; 0 at the end, negative on failure.</summary>
    public static unsafe int ReadInput(int fd, Span<byte> buffer)
    {
        fixed (byte* start = buffer)
        {
            return (int)Read(fd, start, (nuint)buffer.Length);
        }
    }

    [LibraryImport("libc", EntryPoint = "poll", SetLastError = true)]
    private static unsafe partial int Poll(PollFd* fds, nuint count, int milliseconds);

    [LibraryImport("libc", EntryPoint = "read", SetLastError = true)]
    private static unsafe partial nint Read(int fd, byte* buffer, nuint count);

    private struct PollFd
    {
        public int Fd;
        public short Events;
        public short Returned;
    }
}
