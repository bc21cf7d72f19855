namespace IoTrace.Testing.Tests;

/// <summary>Slow disks slow what they say they slow, and the modes made for them then wait nearly all of the time.</summary>
public sealed class ThrottleTests
{
    private static readonly TimeSpan _limit = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan _while = TimeSpan.FromSeconds(0.6);

    /// <summary>The first moments still compile what the loop needs.</summary>
    private static readonly TimeSpan _warmUp = TimeSpan.FromSeconds(0.2);

    [Fact]
    public void A_dropped_file_is_read_from_the_disk()
    {
        using var folder = new TempFolder();
        var path = folder.At("file");
        File.WriteAllBytes(path, new byte[1 << 20]);

        var warm = DiskBytesOf(() => File.ReadAllBytes(path));
        ColdCache.Drop(path);
        var cold = DiskBytesOf(() => File.ReadAllBytes(path));

        // On a file system without a disk, such as tmpfs, nothing ever gets cold.
        if (DiskThrottle.Unavailable is null) Assert.True(cold >= 1 << 20, $"{cold} bytes");
        Assert.True(warm < 1 << 20, $"{warm} bytes");
    }

    [DiskThrottleTheory]
    [InlineData()]
    [InlineData("--async")]
    public async Task Cold_reads_come_at_the_rate_of_the_throttle(params string[] options)
    {
        using var folder = new TempFolder();
        using var throttle = DiskThrottle.Under(folder.Path, new DiskLimits { ReadsPerSecond = 200 });
        await ToolRunner.RunAsync(TargetProcess.Executable, "prepare", "cold-read", "--size-mb", "32", "--directory", folder.Path);
        await using var target = await TargetProcess.StartAsync(new TargetSetup(
            ["cold-read", "--size-mb", "32", "--seconds", "2", "--directory", folder.Path, .. options])
        { Groups = [throttle] });
        await Task.Delay(_warmUp);
        var usage = await ProcessUsage.MeasureAsync(target.Id, _while);
        await target.WaitForExitAsync(_limit);

        // A rate limiter lets a few through ahead of time, and each thread has one more on its way.
        Assert.InRange(target.Operations!.Value / 2.0, 140, 280);
        AssertWaits(usage);
    }

    [CpuQuotaFact]
    public async Task A_quota_keeps_a_busy_loop_off_the_processor()
    {
        using var quota = CpuQuota.Of(0.3);
        await using var target = await TargetProcess.StartAsync(new TargetSetup("cpu-loop", "--seconds", "30") { Groups = [quota] });
        var usage = await ProcessUsage.MeasureAsync(target.Id, _while);

        Assert.InRange(usage.CpuShare, 0.15, 0.45);
        Assert.True(usage.RunQueueShare > 0.4, $"{usage}");
        Assert.True(quota.ThrottledPeriods > 0);
    }

    [SlowDiskFact]
    public async Task On_a_slow_disk_whatever_has_to_be_durable_waits()
    {
        using var disk = new SlowDisk(megabytes: 64);
        disk.Limit(new DiskLimits { WritesPerSecond = 200 });
        string[] modes = ["fsync", "write-through", "metadata", "main-waits", "queue-waits", "lock-io"];
        await Task.WhenAll(modes.Select(mode => AssertWaitsAsync([mode, "--seconds", "30", "--directory", disk.Path])));
    }

    [SlowDiskFact]
    public async Task Background_io_on_a_slow_disk_does_not_hold_up_what_is_computed_beside_it()
    {
        using var disk = new SlowDisk(megabytes: 64);
        disk.Limit(new DiskLimits { WritesPerSecond = 200 });
        await using var target = await TargetProcess.StartAsync("background-io", "--seconds", "30", "--directory", disk.Path);
        await Task.Delay(_warmUp);
        var usage = await ProcessUsage.MeasureAsync(target.Id, _while);

        Assert.True(usage.CpuShare + usage.RunQueueShare > 0.85, $"{usage}");
        Assert.True(usage.BlockedShare > 0.25, $"{usage}");
    }

    [SlowDiskFact]
    public async Task On_a_slow_disk_buffered_writes_wait()
    {
        using var disk = new SlowDisk();
        disk.LimitDirtyPages(4 << 20);
        disk.Limit(new DiskLimits { WriteBytesPerSecond = 20 << 20 });
        await AssertWaitsAsync(["big-write", "--fill-mb", "16", "--size-mb", "64", "--seconds", "30", "--directory", disk.Path]);
    }

    [SlowDiskFact]
    public async Task On_a_cold_slow_disk_looking_at_files_waits()
    {
        using var disk = new SlowDisk();
        await ToolRunner.RunAsync(TargetProcess.Executable, "prepare", "cold-stat", "--files", "1000", "--directory", disk.Path);
        disk.MakeCold();
        disk.Limit(new DiskLimits { ReadsPerSecond = 200 });
        await AssertWaitsAsync(["cold-stat", "--files", "1000", "--seconds", "30", "--directory", disk.Path]);
    }

    private static async Task AssertWaitsAsync(IReadOnlyList<string> arguments)
    {
        await using var target = await TargetProcess.StartAsync(arguments);
        await Task.Delay(_warmUp);
        AssertWaits(await ProcessUsage.MeasureAsync(target.Id, _while));
        Assert.False(target.HasExited);
    }

    // On a busy machine a thread that the disk has served waits for a processor as well; that is not the mode's doing.
    private static void AssertWaits(ProcessUsage usage)
    {
        Assert.True(usage.CpuShare < 0.2, $"{usage}");
        Assert.True(usage.BlockedShare + usage.RunQueueShare > 0.75, $"{usage}");
        Assert.True(usage.BlockedShare > 0.25, $"{usage}");
    }

    private static long DiskBytesOf(Action action)
    {
        var before = ReadBytes();
        action();
        return ReadBytes() - before;

        static long ReadBytes() => File.ReadLines("/proc/thread-self/io")
            .Where(line => line.StartsWith("read_bytes: ", StringComparison.Ordinal))
            .Select(line => long.Parse(line[12..]))
            .Single();
    }
}
