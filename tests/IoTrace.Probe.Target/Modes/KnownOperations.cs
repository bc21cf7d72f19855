using Microsoft.Win32.SafeHandles;

namespace IoTrace.Probe.Target.Modes;

/// <summary>A list of operations that the test knows by heart. Also a target for strace, so it waits for nobody.</summary>
internal static class KnownOperations
{
    public const int Reads = 1000;

    public static int Run(string[] arguments)
    {
        var folder = arguments[0];
        if (arguments.Length > 1)
            Handshake.Wait();
        var block = new byte[4096];

        using (var file = File.OpenHandle(Path.Combine(folder, "written"), FileMode.Create, FileAccess.ReadWrite))
        {
            for (var i = 0; i < 200; i++)
                RandomAccess.Write(file, block, i * 4096L);
            for (var i = 0; i < 50; i++)
                RandomAccess.FlushToDisk(file);
        }
        using (var file = File.OpenHandle(Path.Combine(folder, "written")))
        {
            for (var i = 0; i < Reads; i++)
                RandomAccess.Read(file, block, i % 200 * 4096L);
        }
        Vectored(Path.Combine(folder, "vectored"), block);
        Asynchronous(Path.Combine(folder, "async"), block).GetAwaiter().GetResult();
        File.Copy(Path.Combine(folder, "written"), Path.Combine(folder, "copied"));
        for (var i = 0; i < 30; i++)
            ReadMissing(Path.Combine(folder, "missing"));
        Metadata(folder);
        if (arguments.Length > 1)
            Handshake.Done("known");
        return 0;
    }

    private static void Vectored(string path, byte[] block)
    {
        using var file = File.OpenHandle(path, FileMode.Create, FileAccess.ReadWrite);
        for (var i = 0; i < 20; i++)
            RandomAccess.Write(file, [block.AsMemory(0, 100), block.AsMemory(0, 200)], i * 300L);
        for (var i = 0; i < 40; i++)
            RandomAccess.Read(file, [block.AsMemory(0, 100), block.AsMemory(0, 200)], i % 20 * 300L);
    }

    private static async Task Asynchronous(string path, byte[] block)
    {
        await using var stream = new FileStream(path, FileMode.Create, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0, useAsync: true);
        for (var i = 0; i < 100; i++)
            await stream.WriteAsync(block.AsMemory(0, 1000));
        stream.Position = 0;
        for (var i = 0; i < 100; i++)
            await stream.ReadExactlyAsync(block.AsMemory(0, 1000));
    }

    private static void ReadMissing(string path)
    {
        try
        {
            using SafeFileHandle _ = File.OpenHandle(path);
        }
        catch (FileNotFoundException)
        {
            // As intended.
        }
    }

    private static void Metadata(string folder)
    {
        for (var i = 0; i < 10; i++)
        {
            var directory = Path.Combine(folder, "sub");
            Directory.CreateDirectory(directory);
            File.Move(Path.Combine(folder, "copied"), Path.Combine(directory, "moved"));
            foreach (var _ in Directory.EnumerateFileSystemEntries(directory))
            {
                // Listing is the point.
            }
            File.Move(Path.Combine(directory, "moved"), Path.Combine(folder, "copied"));
            Directory.Delete(directory);
        }
        File.Delete(Path.Combine(folder, "copied"));
    }
}
