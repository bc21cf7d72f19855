using System.Diagnostics;

using IoTrace.Analysis.Observations;

namespace IoTrace.Capture;

/// <summary>
/// Measures what file operations cost on this machine with the data in memory, on files in a memory file system. Takes some milliseconds;
/// the fastest of a few rounds counts, because neighbours only make it slower.
/// </summary>
internal static class MemoryCosts
{
    private const string Folder = "/dev/shm";
    private const int Rounds = 7;
    private const int Calls = 64;
    private const int Block = 64 * 1024;

    /// <summary>The costs; null where there is no such file system to write to.</summary>
    public static MemoryCost? Measure()
    {
        if (!OperatingSystem.IsLinux() || !Directory.Exists(Folder))
        {
            return null;
        }

        var path = Path.Combine(Folder, $"iotrace-{Environment.ProcessId}-{Guid.NewGuid():N}");
        try
        {
            using var file = File.OpenHandle(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete, FileOptions.DeleteOnClose);
            var (small, large) = (new byte[1], new byte[Block]);
            var call = Fastest(() => RandomAccess.Write(file, small, 0));
            // What is written into a file for the first time needs memory of its own; reading only copies.
            var offset = 0L;
            var write = Fastest(() => RandomAccess.Write(file, large, offset += Block));
            var read = Fastest(() => RandomAccess.Read(file, large, Block));
            var name = Fastest(() => File.OpenHandle(path, share: FileShare.ReadWrite | FileShare.Delete).Dispose()) / 2;
            return new MemoryCost(call, Math.Max(0, ((write + read) / 2) - call) / Block, name);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Seconds of one call in the fastest round.</summary>
    private static double Fastest(Action call)
    {
        var best = long.MaxValue;
        for (var round = 0; round < Rounds; round++)
        {
            var start = Stopwatch.GetTimestamp();
            for (var i = 0; i < Calls; i++)
            {
                call();
            }

            best = Math.Min(best, (Stopwatch.GetTimestamp() - start) / Calls);
        }

        return (double)best / Stopwatch.Frequency;
    }
}
