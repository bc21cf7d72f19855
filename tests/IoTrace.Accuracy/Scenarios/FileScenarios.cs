namespace IoTrace.Accuracy.Scenarios;

/// <summary>Programs that wait for a disk, and the one twin that does not.</summary>
internal static class FileScenarios
{
    private const string Read = "io/file-read", Write = "io/file-write", Sync = "io/file-sync", Metadata = "io/file-metadata";

    public static IReadOnlyList<Scenario> All { get; } =
    [
        new("cold read", Read, "cold-read", "--size-mb", "32") { Medium = Medium.SlowReads, Work = 500, IsCalm = true },
        new("cold read, async", Read, "cold-read", "--size-mb", "32", "--async") { Medium = Medium.SlowReads, Work = 500, IsCalm = true },
        new("cold read, 4 threads", Read, "cold-read", "--size-mb", "32", "--threads", "4") { Medium = Medium.SlowReads, Work = 500, IsCalm = true },
        new("cold read, 4 at a time, async", Read, "cold-read", "--size-mb", "32", "--threads", "4", "--async") { Medium = Medium.SlowReads, Work = 500, IsCalm = true },
        new("cold scan, 1 MiB blocks", Read, "cold-scan", "--size-mb", "64") { Medium = Medium.SlowScans, Work = 50, IsCalm = true },
        new("cold scan, 64 KiB blocks", Read, "cold-scan", "--size-mb", "64", "--buffer", "65536") { Medium = Medium.SlowScans, Work = 800, IsCalm = true },
        new("warm read", "cpu/cpu-kernel-io", "warm-read", "--size-mb", "32") { Work = 1_100_000, TwinOf = "cold read" },
        new("warm read, 2 threads", "cpu/cpu-kernel-io", "warm-read", "--size-mb", "32", "--threads", "2") { Work = 2_000_000, Processors = 2, TwinOf = "cold read, 4 threads" },

        new("fsync", Sync, "fsync") { Medium = Medium.SlowWrites, Work = 100, IsCalm = true },
        new("fsync, async", Sync, "fsync", "--async") { Medium = Medium.SlowWrites, Work = 100, IsCalm = true },
        new("fsync, 4 threads", Sync, "fsync", "--threads", "4") { Medium = Medium.SlowWrites, Work = 200, IsCalm = true },
        new("fsync on this machine's disk", Sync, "fsync") { Work = 5000 },
        new("write-through", Sync, "write-through") { Medium = Medium.SlowWrites, Work = 100, IsCalm = true },
        new("write-through, async", Sync, "write-through", "--async") { Medium = Medium.SlowWrites, Work = 100, IsCalm = true },
        new("fsync in a task that main waits for", Sync, "main-waits") { Medium = Medium.SlowWrites, Work = 100, IsCalm = true },
        new("fsync by a producer that main waits for", Sync, "queue-waits") { Medium = Medium.SlowWrites, Work = 100, IsCalm = true },
        new("fsync beside computing", "cpu/cpu-user", "background-io", "--steps", "100000") { Medium = Medium.SlowWrites, Work = 900, TwinOf = "fsync by a producer that main waits for" },
        new("lock held over fsync", Sync, "lock-io") { Medium = Medium.SlowWrites, Work = 100, TwinOf = "lock held over sleep", IsCalm = true },

        new("big writes, 1 MiB", Write, "big-write", "--fill-mb", "16", "--size-mb", "64") { Medium = Medium.SlowBulkWrites, Work = 50, IsCalm = true },
        new("big writes, 64 KiB", Write, "big-write", "--fill-mb", "16", "--size-mb", "64", "--buffer", "65536") { Medium = Medium.SlowBulkWrites, Work = 800, IsCalm = true },
        new("big writes, async", Write, "big-write", "--fill-mb", "16", "--size-mb", "64", "--async") { Medium = Medium.SlowBulkWrites, Work = 50, IsCalm = true },
        new("big writes, 4 threads", Write, "big-write", "--fill-mb", "16", "--size-mb", "16", "--threads", "4") { Medium = Medium.SlowBulkWrites, Work = 50, IsCalm = true },
        new("File.Copy to a slow disk", Write, "file-copy", "--size-mb", "16") { Medium = Medium.SlowBulkWrites, Work = 3, IsCalm = true },
        new("File.Copy from a cold disk", Read, "file-copy", "--size-mb", "16", "--cold") { Medium = Medium.SlowScans, Work = 3, TwinOf = "File.Copy to a slow disk", IsCalm = true },

        new("create, rename, delete", Metadata, "metadata") { Medium = Medium.SlowWrites, Work = 40, IsCalm = true },
        new("stat and open of cold files", Metadata, "cold-stat", "--files", "4000") { Medium = Medium.SlowLookups, Work = 500, IsCalm = true },
    ];
}
