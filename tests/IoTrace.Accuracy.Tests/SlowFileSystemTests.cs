using System.Diagnostics;
using IoTrace.Accuracy.Ladder;

namespace IoTrace.Accuracy.Tests;

public sealed class SlowFileSystemTests
{
    [SkippableFact]
    public async Task Each_operation_takes_at_least_as_long_as_was_set_and_nothing_stays_mounted()
    {
        Skip.If(SlowFileSystem.Unavailable is not null, SlowFileSystem.Unavailable);
        using var folder = new LadderFolder();
        await using (await SlowFileSystem.MountAsync(folder.Storage, folder.MountPoint, 20_000))
        {
            using var file = File.OpenHandle(Path.Combine(folder.MountPoint, "a"), FileMode.Create, FileAccess.ReadWrite);
            var start = Stopwatch.GetTimestamp();
            for (var i = 0; i < 5; i++)
            {
                RandomAccess.Write(file, [1, 2, 3], i * 3);
                RandomAccess.FlushToDisk(file);
            }

            Assert.True(Stopwatch.GetElapsedTime(start) >= TimeSpan.FromMilliseconds(10 * 20), $"{Stopwatch.GetElapsedTime(start)}");
        }

        Assert.Equal(15, new FileInfo(Path.Combine(folder.Storage, "a")).Length);
        Assert.DoesNotContain(folder.MountPoint, await File.ReadAllTextAsync("/proc/self/mounts"), StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task Files_can_be_renamed_deleted_listed_and_read_as_on_any_other_file_system()
    {
        Skip.If(SlowFileSystem.Unavailable is not null, SlowFileSystem.Unavailable);
        using var folder = new LadderFolder();
        await using var mounted = await SlowFileSystem.MountAsync(folder.Storage, folder.MountPoint, 0);
        string At(string name) => Path.Combine(folder.MountPoint, name);

        await File.WriteAllTextAsync(At("a"), "one");
        await File.AppendAllTextAsync(At("a"), " two");
        File.Move(At("a"), At("b"));
        Directory.CreateDirectory(At("c"));

        Assert.Equal("one two", await File.ReadAllTextAsync(At("b")));
        Assert.Equal(["b", "c"], Directory.GetFileSystemEntries(folder.MountPoint).Select(Path.GetFileName).Order());
        File.Delete(At("b"));
        Directory.Delete(At("c"));
        Assert.Empty(Directory.GetFileSystemEntries(folder.Storage));
    }
}
