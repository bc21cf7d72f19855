using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace IoTrace.Testing.Target.Modes.Files;

/// <summary>Makes changes of a folder's names synchronous; ext4 knows the flag, tmpfs and overlays do not.</summary>
internal static partial class DirectorySync
{
    // linux/fs.h, on 64-bit machines: FS_IOC_GETFLAGS = _IOR('f', 1, long), FS_IOC_SETFLAGS = _IOW('f', 2, long).
    private const nuint GetFlags = 0x80086601;
    private const nuint SetFlags = 0x40086602;
    private const long DirSync = 0x10000;
    private const int CloseOnExec = 0x80000;

    public static bool TurnOn(string folder, out string? reason)
    {
        reason = null;
        // File.OpenHandle refuses folders, hence the bare system call.
        using var handle = Open(folder, CloseOnExec);
        long flags = 0;
        if (!handle.IsInvalid && Control(handle, GetFlags, ref flags) == 0)
        {
            flags |= DirSync;
            if (Control(handle, SetFlags, ref flags) == 0) return true;
        }

        reason = Marshal.GetLastPInvokeErrorMessage();
        return false;
    }

    [LibraryImport("libc", EntryPoint = "open64", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial SafeFileHandle Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "ioctl", SetLastError = true)]
    private static partial int Control(SafeFileHandle file, nuint request, ref long argument);
}
