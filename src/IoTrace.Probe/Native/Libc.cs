using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace IoTrace.Probe.Native;

/// <summary>
/// The libc calls the probe makes itself. They are resolved once from libc's own exports and called through pointers, so
/// none of them passes a patched slot or needs a marshalling stub in the hot path.
/// </summary>
internal static unsafe class Libc
{
    public const int Eintr = 4;
    public const int Eagain = 11;
    public const int Esrch = 3;
    public const int Einprogress = 115;

    private const int ClockMonotonic = 1;
    private const int ClockThreadCpu = 3;
    private const int CloseOnExec = 0x80000;

    private static delegate* unmanaged[SuppressGCTransition]<int, Timespec*, int> s_clockGettime;
    private static delegate* unmanaged[SuppressGCTransition]<int*> s_errnoLocation;
    private static delegate* unmanaged<byte*, byte*, nuint, nint> s_readlink;
    private static delegate* unmanaged<int, byte*, uint*, int> s_getpeername;
    private static delegate* unmanaged<int, byte*, uint*, int> s_getsockname;
    private static delegate* unmanaged<int, int, int, int*, uint*, int> s_getsockopt;
    private static delegate* unmanaged<int, byte*, byte*, uint, byte*> s_inetNtop;
    private static delegate* unmanaged<void*, int> s_dirfd;
    private static delegate* unmanaged<int, int, nint, int> s_fcntl;
    private static delegate* unmanaged<int, byte*, int, uint, byte*, int> s_statx;
    private static delegate* unmanaged<nint, nint, nint, nint, nint, nint, nint, nint> s_syscall;
    private static delegate* unmanaged<int, void*, nint, nint, nint, int> s_prctl;
    private static delegate* unmanaged<void*, nuint, int, int> s_mprotect;
    private static delegate* unmanaged<void*, nuint, int, int, int, nint, nint> s_mmap;
    private static delegate* unmanaged<void*, nuint, int> s_munmap;
    private static delegate* unmanaged<void*, nuint, int, int> s_madvise;
    private static delegate* unmanaged<nuint, nuint, void*> s_calloc;
    private static delegate* unmanaged<void*, void> s_free;

    /// <summary>Whether everything has been resolved.</summary>
    public static bool IsLoaded { get; private set; }

    /// <summary>Resolves everything; false when this libc lacks something the probe cannot do without.</summary>
    public static bool TryLoad()
    {
        if (!NativeLibrary.TryLoad("libc.so.6", out var libc))
            return false;

        s_clockGettime = (delegate* unmanaged[SuppressGCTransition]<int, Timespec*, int>)Find(libc, "clock_gettime");
        s_errnoLocation = (delegate* unmanaged[SuppressGCTransition]<int*>)Find(libc, "__errno_location");
        s_readlink = (delegate* unmanaged<byte*, byte*, nuint, nint>)Find(libc, "readlink");
        s_getpeername = (delegate* unmanaged<int, byte*, uint*, int>)Find(libc, "getpeername");
        s_getsockname = (delegate* unmanaged<int, byte*, uint*, int>)Find(libc, "getsockname");
        s_getsockopt = (delegate* unmanaged<int, int, int, int*, uint*, int>)Find(libc, "getsockopt");
        s_inetNtop = (delegate* unmanaged<int, byte*, byte*, uint, byte*>)Find(libc, "inet_ntop");
        s_dirfd = (delegate* unmanaged<void*, int>)Find(libc, "dirfd");
        s_fcntl = (delegate* unmanaged<int, int, nint, int>)Find(libc, "fcntl");
        s_statx = (delegate* unmanaged<int, byte*, int, uint, byte*, int>)Find(libc, "statx");
        s_syscall = (delegate* unmanaged<nint, nint, nint, nint, nint, nint, nint, nint>)Find(libc, "syscall");
        s_prctl = (delegate* unmanaged<int, void*, nint, nint, nint, int>)Find(libc, "prctl");
        s_mprotect = (delegate* unmanaged<void*, nuint, int, int>)Find(libc, "mprotect");
        s_mmap = (delegate* unmanaged<void*, nuint, int, int, int, nint, nint>)Find(libc, "mmap");
        s_munmap = (delegate* unmanaged<void*, nuint, int>)Find(libc, "munmap");
        s_madvise = (delegate* unmanaged<void*, nuint, int, int>)Find(libc, "madvise");
        s_calloc = (delegate* unmanaged<nuint, nuint, void*>)Find(libc, "calloc");
        s_free = (delegate* unmanaged<void*, void>)Find(libc, "free");
        IsLoaded = s_clockGettime != null && s_errnoLocation != null && s_readlink != null && s_getpeername != null
            && s_getsockname != null && s_getsockopt != null && s_inetNtop != null && s_dirfd != null && s_fcntl != null
            && s_syscall != null && s_prctl != null && s_mprotect != null && s_mmap != null
            && s_munmap != null && s_madvise != null && s_calloc != null && s_free != null;
        return IsLoaded;
    }

    /// <summary>CLOCK_MONOTONIC in nanoseconds: the clock of EventPipe timestamps and of Stopwatch.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long Now()
    {
        Timespec time;
        s_clockGettime(ClockMonotonic, &time);
        return time.Seconds * 1_000_000_000 + time.Nanoseconds;
    }

    /// <summary>Time that the calling thread has spent on a CPU, in nanoseconds. A system call of some 0.2 microseconds.</summary>
    public static long ThreadCpu()
    {
        Timespec time;
        s_clockGettime(ClockThreadCpu, &time);
        return time.Seconds * 1_000_000_000 + time.Nanoseconds;
    }

    /// <summary>Address of the calling thread's errno; it stays the same for the life of the thread.</summary>
    public static int* ErrnoLocation() => s_errnoLocation();

    /// <summary>Whether so many descriptors can be had at this moment; they are closed again.</summary>
    public static bool CanOpen(int count)
    {
        var opened = stackalloc int[count];
        var had = 0;
        while (had < count && (opened[had] = (int)s_syscall(SystemCalls.EventFd2, 0, CloseOnExec, 0, 0, 0, 0)) >= 0)
            had++;
        for (var i = 0; i < had; i++)
            s_syscall(SystemCalls.Close, opened[i], 0, 0, 0, 0, 0);
        return had == count;
    }

    public static nint Readlink(byte* path, byte* buffer, int size) => s_readlink(path, buffer, (nuint)size);

    public static bool Getpeername(int fd, byte* address, uint* length) => s_getpeername(fd, address, length) == 0;

    public static bool Getsockname(int fd, byte* address, uint* length) => s_getsockname(fd, address, length) == 0;

    public static bool IsListening(int fd)
    {
        const int solSocket = 1;
        const int soAcceptConn = 30;
        var value = 0;
        uint length = sizeof(int);
        return s_getsockopt(fd, solSocket, soAcceptConn, &value, &length) == 0 && value != 0;
    }

    /// <summary>Whether bytes have ever come over a connection; true where the kernel does not tell.</summary>
    public static bool MayHaveReceived(int fd)
    {
        const int protocolTcp = 6;
        const int tcpInfo = 11;
        const int bytesReceivedOffset = 128;
        const int size = bytesReceivedOffset + sizeof(ulong);
        var buffer = stackalloc byte[size];
        uint length = size;
        return s_getsockopt(fd, protocolTcp, tcpInfo, (int*)buffer, &length) != 0 || length < size || *(ulong*)(buffer + bytesReceivedOffset) != 0;
    }

    public static bool InetNtop(int family, byte* address, byte* buffer, int size) =>
        s_inetNtop(family, address, buffer, (uint)size) != null;

    public static int Dirfd(void* directory) => s_dirfd(directory);

    public static int GetFileStatusFlags(int fd)
    {
        const int getFlags = 3;
        return s_fcntl(fd, getFlags, 0);
    }

    /// <summary>Type bits of the file mode (S_IFMT), or 0 when they cannot be had. statx has one layout on every machine.</summary>
    public static int FileType(int fd)
    {
        const int emptyPath = 0x1000;
        const uint typeOnly = 1;
        const int modeOffset = 28;
        if (s_statx == null)
            return 0;
        byte empty = 0;
        var buffer = stackalloc byte[256];
        return s_statx(fd, &empty, emptyPath, typeOnly, buffer) == 0 ? *(ushort*)(buffer + modeOffset) & 0xF000 : 0;
    }

    public static int Gettid() => (int)s_syscall(SystemCalls.Gettid, 0, 0, 0, 0, 0, 0);

    /// <summary>Whether the calling thread has this name (at most 15 bytes, as the kernel keeps it).</summary>
    public static bool IsThreadNamed(ReadOnlySpan<byte> name)
    {
        const int getName = 16;
        var buffer = stackalloc byte[16];
        return s_prctl(getName, buffer, 0, 0, 0) == 0
            && MemoryMarshal.CreateReadOnlySpanFromNullTerminated(buffer).SequenceEqual(name);
    }

    /// <summary>True when the kernel knows no such thread in this process any more.</summary>
    public static bool IsThreadGone(int tid) =>
        s_syscall(SystemCalls.Tgkill, Environment.ProcessId, tid, 0, 0, 0, 0) != 0 && *s_errnoLocation() == Esrch;

    public static bool Mprotect(nint address, nuint length, int protection) =>
        s_mprotect((void*)address, length, protection) == 0;

    /// <summary>Reserves zeroed memory that costs nothing until it is touched; 0 when refused.</summary>
    public static nint Reserve(nuint length)
    {
        const int readWrite = 3;
        const int privateAnonymousNoReserve = 0x2 | 0x20 | 0x4000;
        var address = s_mmap(null, length, readWrite, privateAnonymousNoReserve, -1, 0);
        return address == -1 ? 0 : address;
    }

    /// <summary>Zeroed memory, or null: unlike NativeMemory it never throws.</summary>
    public static void* Allocate(int size) => s_calloc(1, (nuint)size);

    public static void Free(void* memory) => s_free(memory);

    /// <summary>Gives back what <see cref="Reserve"/> has given.</summary>
    public static void Release(nint address, nuint length) => s_munmap((void*)address, length);

    /// <summary>Gives the pages back and keeps the addresses, which read as zero from now on.</summary>
    public static void Forget(nint address, nuint length)
    {
        const int dontNeed = 4;
        s_madvise((void*)address, length, dontNeed);
    }

    private static nint Find(nint library, string name) => NativeLibrary.TryGetExport(library, name, out var address) ? address : 0;

    [StructLayout(LayoutKind.Sequential)]
    private struct Timespec
    {
        public long Seconds;
        public long Nanoseconds;
    }
}
