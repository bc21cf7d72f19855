using System.Runtime.InteropServices;
using System.Text;

namespace IoTrace.Capture.Os.Linux;

/// <summary>The calls that open what another process has open (pidfd_getfd(2), Linux 5.6).</summary>
internal static partial class LibC
{
    // The same on all architectures.
    private const int OpenProcessNumber = 434;
    private const int BorrowNumber = 438;

    /// <summary>Lets a process borrow from this one where the kernel reserves that for ancestors (Yama, ptrace_scope 1).</summary>
    public static void LetBorrow(int pid)
    {
        const int SetTracer = 0x59616d61;
        _ = ProcessControl(SetTracer, pid, 0, 0, 0);
    }

    /// <summary>A descriptor of a process; negative where there is none to be had.</summary>
    public static int OpenProcess(int pid) => (int)SystemCall(OpenProcessNumber, pid, 0, 0);

    /// <summary>Opens what a process has open under a number; negative where that may not be.</summary>
    /// <param name="process">What <see cref="OpenProcess"/> gave.</param>
    public static int Borrow(int process, int descriptor) => (int)SystemCall(BorrowNumber, process, descriptor, 0);

    /// <summary>The path that the other side of a local connection listens at; null where it has none, or this is no such connection.</summary>
    public static unsafe string? PeerPath(int socket)
    {
        const int Unix = 1, FamilySize = 2;
        Span<byte> address = stackalloc byte[110];
        var length = address.Length;
        fixed (byte* start = address)
        {
            if (GetPeerName(socket, start, &length) != 0 || length <= FamilySize || BitConverter.ToUInt16(address) != Unix)
                return null;
        }

        var path = address[FamilySize..Math.Min(length, address.Length)];
        return path.IndexOf((byte)0) is var end and not 0 ? Encoding.UTF8.GetString(end < 0 ? path : path[..end]) : null;
    }

    /// <summary>The process that listens on the other side of a local connection; 0 where that is not known.</summary>
    public static unsafe int PeerProcess(int socket)
    {
        const int SocketLevel = 1, PeerCredentials = 17;
        var credentials = stackalloc int[3];
        var length = 3 * sizeof(int);
        return GetSocketOption(socket, SocketLevel, PeerCredentials, credentials, &length) == 0 ? credentials[0] : 0;
    }

    [LibraryImport("libc", EntryPoint = "syscall")]
    private static partial nint SystemCall(nint number, nint one, nint two, nint three);

    [LibraryImport("libc", EntryPoint = "getpeername")]
    private static unsafe partial int GetPeerName(int socket, byte* address, int* length);

    [LibraryImport("libc", EntryPoint = "getsockopt")]
    private static unsafe partial int GetSocketOption(int socket, int level, int option, int* value, int* length);
}
