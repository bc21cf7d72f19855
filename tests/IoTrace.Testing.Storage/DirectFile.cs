using System.ComponentModel;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace IoTrace.Testing.Storage;

/// <summary>Files that are read past the page cache, which .NET has no option for on Linux.</summary>
internal static partial class DirectFile
{
    public const int BlockSize = 4096;

    // fcntl(2); x86-64 and arm64 differ.
    private static readonly int _direct = RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? 0x10000 : 0x4000;

    /// <exception cref="Win32Exception">It cannot be opened so.</exception>
    public static SafeFileHandle Open(string path)
    {
        var descriptor = Open(path, _direct);
        return descriptor >= 0 ? new SafeFileHandle(descriptor, ownsHandle: true) : throw new Win32Exception(Marshal.GetLastPInvokeError());
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);
}
