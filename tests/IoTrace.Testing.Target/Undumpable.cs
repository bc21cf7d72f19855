using System.Runtime.InteropServices;

namespace IoTrace.Testing.Target;

/// <summary>Makes this a process whose system calls, memory and environment its own user may not see, as programs with secrets do.</summary>
internal static partial class Undumpable
{
    private const int SetDumpable = 4;

    public static void Become()
    {
        if (SetControl(SetDumpable, 0, 0, 0, 0) != 0) throw new InvalidOperationException("prctl failed");
    }

    [LibraryImport("libc", EntryPoint = "prctl")]
    private static partial int SetControl(int option, nint a, nint b, nint c, nint d);
}
