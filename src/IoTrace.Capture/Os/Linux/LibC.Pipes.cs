using System.Runtime.InteropServices;

namespace IoTrace.Capture.Os.Linux;

/// <summary>The calls about pipes.</summary>
internal static partial class LibC
{
    /// <summary>The writing end of a new pipe that has no reader; negative errno on failure.</summary>
    public static unsafe int OpenPipeWithoutReader()
    {
        var ends = stackalloc int[2];
        if (Pipe(ends, CloseOnExec) != 0)
        {
            return -Marshal.GetLastPInvokeError();
        }

        _ = Close(ends[0]);
        return ends[1];
    }

    /// <summary>Puts what one descriptor stands for under the number of another, which is closed by that, in one step.</summary>
    public static void MoveDescriptor(int from, int to)
    {
        _ = Duplicate(from, to, CloseOnExec);
        _ = Close(from);
    }

    /// <summary>Whether anybody has the reading end of a pipe open.</summary>
    public static unsafe bool HasReader(int pipe)
    {
        const short Error = 0x8;
        var poll = new PollDescriptor { Descriptor = pipe };
        return Poll(&poll, 1, 0) >= 0 && (poll.Happened & Error) == 0;
    }

    /// <summary>Writes zeros into a pipe as far as it takes them; nothing where it has no reader or is no pipe.</summary>
    public static unsafe void WriteNothing(string path)
    {
        const int Zeros = 4096;
        using var pipe = Handle(Open(path, WriteOnly | CloseOnExec | DoNotBlock), out _);
        if (pipe is not null && HasReader((int)pipe.DangerousGetHandle()))
        {
            var zeros = stackalloc byte[Zeros];
            _ = Write(pipe, zeros, Zeros);
        }
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct PollDescriptor
    {
        public int Descriptor;
        public short Wanted;
        public short Happened;
    }

    [LibraryImport("libc", EntryPoint = "pipe2", SetLastError = true)]
    private static unsafe partial int Pipe(int* ends, int flags);

    [LibraryImport("libc", EntryPoint = "dup3", SetLastError = true)]
    private static partial int Duplicate(int from, int to, int flags);

    [LibraryImport("libc", EntryPoint = "poll", SetLastError = true)]
    private static unsafe partial int Poll(PollDescriptor* descriptors, nuint count, int milliseconds);
}
