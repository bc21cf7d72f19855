using IoTrace.Workloads.Os;

using Microsoft.Win32.SafeHandles;

namespace IoTrace.Workloads.Data;

/// <summary>
/// Space on the disk for all of a file before it is mapped. .NET's preallocation does not do: it says nothing where the file system
/// cannot reserve (ext2, some network file systems), and the first page that finds no space ends the process.
/// </summary>
internal static class SpaceReservation
{
    // errno(3)
    private const int Interrupted = 4;
    private const int InvalidArgument = 22;
    private const int NoSpace = 28;
    private const int NotSupported = 95;

    /// <summary>Makes an empty file that long.</summary>
    /// <exception cref="IOException">There is not enough space.</exception>
    public static void Make(FileStream file, long length)
    {
        switch (OperatingSystem.IsLinux() ? Reserve(file.SafeFileHandle, length) : NotSupported)
        {
            case 0:
                return;
            case InvalidArgument or NotSupported:
                Fill(file.SafeFileHandle, length);
                return;
            case NoSpace:
                throw new IOException($"No space left on the device: '{file.Name}' needs {length:N0} bytes.");
            case var error:
                throw new IOException($"posix_fallocate could not reserve {length:N0} bytes for '{file.Name}' (error {error}).");
        }
    }

    private static int Reserve(SafeFileHandle file, long length)
    {
        int error;
        do
        {
            error = LibC.Reserve(file, length);
        }
        while (error == Interrupted);

        return error;
    }

    private static void Fill(SafeFileHandle file, long length)
    {
        var zeros = new byte[1 << 20];
        for (long offset = 0; offset < length; offset += zeros.Length)
            RandomAccess.Write(file, zeros.AsSpan(0, (int)Math.Min(zeros.Length, length - offset)), offset);
    }
}
