using System.Globalization;

using IoTrace.Testing;

namespace IoTrace.Workloads.Tests;

/// <summary>A file system of 60 MiB that a test can fill: in memory, or one that cannot reserve space for a file (ext2, fallocate(2)).</summary>
internal sealed class SmallDisk : IDisposable
{
    private const int Megabytes = 60;
    private static readonly Lazy<string?> Obstacle = new(Probe);
    private readonly TempFolder folder = new();

    /// <param name="format">tmpfs, or one that mkfs makes.</param>
    public SmallDisk(string format)
    {
        Directory.CreateDirectory(Path);
        if (format == "tmpfs")
        {
            Do("mount", "-t", format, "-o", string.Create(CultureInfo.InvariantCulture, $"size={Megabytes}m"), format, Path);
            return;
        }

        var image = folder.At("image");
        using (var file = File.Create(image)) file.SetLength((long)Megabytes << 20);
        Do("mkfs", "-t", format, "-q", image);
        Do("mount", "-o", "loop", image, Path);
    }

    /// <summary>Why there is none here; null when there is.</summary>
    public static string? Unavailable => Obstacle.Value;

    public string Path => folder.At("disk");

    /// <summary>Takes every free byte, also those that others give back, for as long as is wanted.</summary>
    public async Task FillAsync(Func<bool> enough)
    {
        var block = new byte[1 << 16];
        using var file = File.OpenHandle(System.IO.Path.Combine(Path, "filler"), FileMode.Create, FileAccess.Write);
        for (long offset = 0; !enough();)
        {
            try
            {
                RandomAccess.Write(file, block, offset);
                offset += block.Length;
            }
            catch (IOException)
            {
                // Full, until somebody removes a file.
                await Task.Yield();
            }
        }
    }

    public void Dispose()
    {
        ToolRunner.Run("umount", "--lazy", Path);
        folder.Dispose();
    }

    private static string? Probe()
    {
        if (!Environment.IsPrivilegedProcess)
            return "needs root, to mount a disk";

        try
        {
            new SmallDisk("tmpfs").Dispose();
            new SmallDisk("ext2").Dispose();
            return null;
        }
        catch (Exception e) when (e is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return e.Message;
        }
    }

    private static void Do(string command, params string[] arguments)
    {
        var result = ToolRunner.Run(command, arguments);
        if (result.ExitCode != 0)
            throw new InvalidOperationException($"{command} does not work here: {result.Error.Trim()}");
    }
}
