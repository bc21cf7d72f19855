using System.Runtime.InteropServices;

namespace IoTrace.Capture.Os.Linux;

/// <summary>The calls that hand open descriptors to another process (unix(7), SCM_RIGHTS).</summary>
internal static partial class LibC
{
    private const int DoNotWait = 0x40;
    private const int NoSignal = 0x4000;
    private const int CloseOnExecInMessage = 0x40000000;

    /// <summary>A pair of connected sockets that keep messages apart; false where there are none to be had.</summary>
    public static unsafe bool OpenSocketPair(out int one, out int other)
    {
        const int Unix = 1, KeepsMessages = 5;
        var ends = stackalloc int[2];
        var made = SocketPair(Unix, KeepsMessages | CloseOnExec, 0, ends) == 0;
        (one, other) = made ? (ends[0], ends[1]) : (-1, -1);
        return made;
    }

    /// <summary>Has a descriptor stay open in the programs that are started from here on.</summary>
    public static void Bequeath(int descriptor)
    {
        const int SetFlags = 2;
        _ = FileControl(descriptor, SetFlags, 0);
    }

    /// <summary>Sends a message, and with it a descriptor if that is not negative. False where nobody takes it, or there is no room.</summary>
    public static unsafe bool SendMessage(int socket, ReadOnlySpan<int> message, int descriptor = -1)
    {
        fixed (int* text = message)
        {
            var part = new MessagePart { Start = (byte*)text, Length = (nuint)(message.Length * sizeof(int)) };
            var rights = new Rights { Length = Rights.Size, Level = 1, Type = 1, Descriptor = descriptor };
            var header = new MessageHeader { Parts = &part, PartCount = 1 };
            if (descriptor >= 0)
            {
                header.Control = &rights;
                header.ControlLength = (nuint)sizeof(Rights);
            }

            return SendMessage(socket, &header, NoSignal | DoNotWait) >= 0;
        }
    }

    /// <summary>
    /// Takes a message that is there; the number of its numbers, 0 when the other side is gone, negative errno on failure.
    /// </summary>
    /// <param name="descriptor">What came with it; negative for nothing.</param>
    public static unsafe int ReceiveMessage(int socket, Span<int> message, out int descriptor)
    {
        fixed (int* text = message)
        {
            var part = new MessagePart { Start = (byte*)text, Length = (nuint)(message.Length * sizeof(int)) };
            Rights rights = default;
            var header = new MessageHeader { Parts = &part, PartCount = 1, Control = &rights, ControlLength = (nuint)sizeof(Rights) };
            var count = ReceiveMessage(socket, &header, DoNotWait | CloseOnExecInMessage);
            descriptor = count > 0 && header.ControlLength >= Rights.Size && rights.Length >= Rights.Size ? rights.Descriptor : -1;
            return count >= 0 ? (int)(count / sizeof(int)) : -Marshal.GetLastPInvokeError();
        }
    }

    /// <summary>Waits until there is something to read, or the other side is gone.</summary>
    public static unsafe void WaitForInput(int descriptor, int milliseconds)
    {
        const short Input = 1;
        var poll = new PollDescriptor { Descriptor = descriptor, Wanted = Input };
        _ = Poll(&poll, 1, milliseconds);
    }

    /// <summary>Ends a connection for all who have it open.</summary>
    [LibraryImport("libc", EntryPoint = "shutdown")]
    public static partial int EndConnection(int socket, int how = 2);

    /// <summary>Makes this process the only one of a new session, which no terminal's signals reach.</summary>
    [LibraryImport("libc", EntryPoint = "setsid")]
    public static partial int StartSession();

    /// <summary>The process that started this one.</summary>
    [LibraryImport("libc", EntryPoint = "getppid")]
    public static partial int ParentProcess();

    [StructLayout(LayoutKind.Sequential)]
    private unsafe struct MessagePart
    {
        public byte* Start;
        public nuint Length;
    }

    // As in glibc; in musl the lengths are 32 bits wide with as much room behind them, which is the same here.
    [StructLayout(LayoutKind.Sequential)]
    private unsafe struct MessageHeader
    {
        public void* Name;
        public nuint NameLength;
        public MessagePart* Parts;
        public nuint PartCount;
        public void* Control;
        public nuint ControlLength;
        public int Flags;
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct Rights
    {
        public const int Size = 20;

        public nuint Length;
        public int Level;
        public int Type;
        public int Descriptor;
        public int Padding;
    }

    [LibraryImport("libc", EntryPoint = "socketpair", SetLastError = true)]
    private static unsafe partial int SocketPair(int family, int type, int protocol, int* ends);

    [LibraryImport("libc", EntryPoint = "sendmsg", SetLastError = true)]
    private static unsafe partial nint SendMessage(int socket, MessageHeader* header, int flags);

    [LibraryImport("libc", EntryPoint = "recvmsg", SetLastError = true)]
    private static unsafe partial nint ReceiveMessage(int socket, MessageHeader* header, int flags);
}
