using System.Runtime.InteropServices;
using System.Text;

namespace IoTrace.Probe.Target.Modes;

/// <summary>Paths that are allowed and that nobody expects.</summary>
internal static unsafe class StrangePaths
{
    [DllImport("libSystem.Native", EntryPoint = "SystemNative_Open")]
    private static extern nint Open(byte* path, int flags, int mode);

    public static int Run(string[] arguments)
    {
        var folder = arguments[0];
        Handshake.Wait();
        File.WriteAllText(Path.Combine(folder, "new\nline"), "x");
        File.WriteAllText(Path.Combine(folder, "grüße-日本"), "x");
        // Bytes that are no UTF-8, through the library itself: .NET's own strings cannot carry them.
        var bytes = Encoding.UTF8.GetBytes(folder + "/bad").Concat(new byte[] { 0xFF, 0xFE, (byte)'!', 0 }).ToArray();
        fixed (byte* path = bytes)
        {
            const int readWriteCreate = 0x0022;
            using var file = new Microsoft.Win32.SafeHandles.SafeFileHandle(Open(path, readWriteCreate, 0x180), ownsHandle: true);
            RandomAccess.Write(file, new byte[5], 0);
        }
        var longest = folder;
        while (longest.Length < 4095 - 201)
            longest += "/" + new string('d', 199);
        longest += "/" + new string('f', 4095 - longest.Length - 1);
        Directory.CreateDirectory(Path.GetDirectoryName(longest)!);
        File.WriteAllText(longest, "x");
        var tooLong = 0;
        try
        {
            File.WriteAllText(longest + "f", "x");
        }
        catch (PathTooLongException)
        {
            tooLong++;
        }
        return Handshake.Done($"{longest.Length} {tooLong}");
    }
}
