using System.ComponentModel;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace IoTrace.Testing;

/// <summary>Drops a file from the page cache, without root, so that the next read of it waits for the disk.</summary>
public static partial class ColdCache
{
    /// <summary>POSIX_FADV_DONTNEED; the same number on every Linux architecture .NET runs on.</summary>
    private const int DontNeed = 4;

    /// <summary>Writes out and forgets every cached page of the file.</summary>
    /// <exception cref="Win32Exception">The kernel refused.</exception>
    public static void Drop(string path)
    {
        using var file = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
        // The kernel keeps dirty pages in spite of the advice, so they are written first.
        RandomAccess.FlushToDisk(file);
        Drop(file);
    }

    /// <summary>Forgets the clean cached pages of an open file.</summary>
    /// <exception cref="Win32Exception">The kernel refused.</exception>
    public static void Drop(SafeFileHandle file)
    {
        var error = PosixFadvise(file, 0, 0, DontNeed);
        if (error != 0) throw new Win32Exception(error);
    }

    [LibraryImport("libc", EntryPoint = "posix_fadvise64")]
    private static partial int PosixFadvise(SafeFileHandle file, long offset, long length, int advice);
}
