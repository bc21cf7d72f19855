using System.Runtime.InteropServices;

namespace IoTrace.Capture.Os.Linux;

/// <summary>What this process asks the kernel for itself.</summary>
internal static partial class LibC
{
    /// <summary>Has the kernel kill this process when the thread that started it ends.</summary>
    public static void EndWithParent()
    {
        const int SetParentDeathSignal = 1;
        const int Kill = 9;
        _ = ProcessControl(SetParentDeathSignal, Kill, 0, 0, 0);
    }

    /// <summary>Has no core file written when this process is ended by a fault.</summary>
    public static unsafe void LeaveNoDump()
    {
        const int CoreSize = 4;
        var none = stackalloc ulong[2];
        (none[0], none[1]) = (0, 0);
        _ = SetLimit(CoreSize, none);
    }

    [LibraryImport("libc", EntryPoint = "prctl")]
    private static partial int ProcessControl(int option, nint second, nint third, nint fourth, nint fifth);

    [LibraryImport("libc", EntryPoint = "setrlimit")]
    private static unsafe partial int SetLimit(int resource, ulong* limits);
}
