using System.Runtime.InteropServices;

namespace IoTrace.Cli;

/// <summary>
/// The limit of open files that the tool itself runs under. Below what it needs, the runtime cannot open the tool's own assemblies at some later
/// moment and aborts, so the tool refuses to start.
/// </summary>
internal static partial class OpenFileLimit
{
    /// <summary>With 160, `attach --probe` aborted; with 192 it worked. The rest is for targets that need more. Files.</summary>
    private const ulong Needed = 256;

    /// <summary>Says what is wrong where the limit is too low. Nothing but the core library is used for it, for nothing else may load.</summary>
    /// <returns>The exit code; null where the limit is high enough, or there is none.</returns>
    public static unsafe int? Refuse()
    {
        const int OpenFiles = 7;
        const int StandardError = 2;
        // Current and hard. The runtime has raised the first to the second before this.
        var limits = stackalloc ulong[2];
        if (!OperatingSystem.IsLinux() || GetLimit(OpenFiles, limits) != 0 || limits[0] >= Needed)
            return null;

        var message = "iotrace: The limit of open files is below 256, which iotrace needs. Raise it: ulimit -n 1024\n"u8;
        fixed (byte* text = message)
            _ = Write(StandardError, text, (nuint)message.Length);

        return ExitCode.Failed;
    }

    [LibraryImport("libc", EntryPoint = "getrlimit")]
    private static unsafe partial int GetLimit(int resource, ulong* limits);

    [LibraryImport("libc", EntryPoint = "write")]
    private static unsafe partial nint Write(int descriptor, byte* bytes, nuint count);
}
