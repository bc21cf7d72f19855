using System.Runtime.InteropServices;

using Microsoft.Win32.SafeHandles;

namespace IoTrace.Workloads.Os;

/// <summary>Every call into libc that this project makes.</summary>
internal static partial class LibC
{
    private const int DontNeed = 4;
    private const int RusageWords = 18;
    private const int Self = 0;
    private const int Children = -1;

    /// <summary>Forgets the clean cached pages of a file; 0, or the error's number.</summary>
    public static int DropFromPageCache(SafeFileHandle file) => PosixFadvise(file, 0, 0, DontNeed);

    /// <summary>
    /// Makes a file at least that long, with space on the disk for all of it; 0, or the error's number. Where the file system cannot
    /// reserve, glibc writes a byte to each block, and musl refuses.
    /// </summary>
    public static int Reserve(SafeFileHandle file, long length) => PosixFallocate(file, 0, length);

    public static Rusage UsageOfSelf() => Usage(Self);

    /// <summary>Of all descendants that have ended and were waited for.</summary>
    public static Rusage UsageOfChildren() => Usage(Children);

    /// <summary>struct rusage in 64-bit Linux: two timeval of two longs, then 14 longs (getrusage(2)).</summary>
    private static unsafe Rusage Usage(int who)
    {
        var words = stackalloc long[RusageWords];
        return GetRusage(who, words) == 0
            ? new Rusage(words[0] + (words[1] * 1e-6), words[2] + (words[3] * 1e-6), words[16], words[17])
            : default;
    }

    [LibraryImport("libc", EntryPoint = "posix_fadvise")]
    private static partial int PosixFadvise(SafeFileHandle file, long offset, long length, int advice);

    [LibraryImport("libc", EntryPoint = "posix_fallocate")]
    private static partial int PosixFallocate(SafeFileHandle file, long offset, long length);

    [LibraryImport("libc", EntryPoint = "getrusage")]
    private static unsafe partial int GetRusage(int who, long* usage);
}

/// <summary>What the kernel charged.</summary>
/// <param name="UserSeconds">Processor time in user mode.</param>
/// <param name="KernelSeconds">Processor time in the kernel.</param>
/// <param name="VoluntarySwitches">Context switches because a thread waited.</param>
/// <param name="InvoluntarySwitches">Context switches because a thread's time was up.</param>
internal readonly record struct Rusage(double UserSeconds, double KernelSeconds, long VoluntarySwitches, long InvoluntarySwitches);
