using IoTrace.Workloads.Os;

namespace IoTrace.Workloads.Data;

/// <summary>What of a file the kernel keeps in memory.</summary>
internal static class PageCache
{
    /// <summary>Writes out and forgets a file's pages, without root. The kernel keeps dirty pages in spite of the advice, so they are written first.</summary>
    public static void Drop(string path)
    {
        if (!OperatingSystem.IsLinux())
            return;

        using var file = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
        RandomAccess.FlushToDisk(file);
        var error = LibC.DropFromPageCache(file);
        if (error != 0)
            throw new IOException($"posix_fadvise refused to drop '{path}' from the page cache (error {error}).");
    }

    /// <summary>Reads a file once, so that it is in memory.</summary>
    public static void Fill(string path)
    {
        using var file = File.OpenHandle(path, options: FileOptions.SequentialScan);
        var buffer = new byte[1 << 20];
        for (long offset = 0; ;)
        {
            var read = RandomAccess.Read(file, buffer, offset);
            if (read == 0)
                return;

            offset += read;
        }
    }
}
