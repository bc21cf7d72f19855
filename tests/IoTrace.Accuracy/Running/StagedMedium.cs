using IoTrace.Accuracy.Scenarios;

namespace IoTrace.Accuracy.Running;

/// <summary>Sets a medium up, as fast as the lever says, and takes it down again.</summary>
internal sealed class StagedMedium : IDisposable
{
    private const int Megabytes = 256;

    /// <summary>
    /// For programs on the machine's own disk: about half of what one thread gets from it here. What uses the disk less than all
    /// of the time is slowed less, as it would be by a slower disk.
    /// </summary>
    private static readonly DiskLimits _halfOfThisDisk = new() { ReadsPerSecond = 4000, WritesPerSecond = 1500, ReadBytesPerSecond = 400 << 20, WriteBytesPerSecond = 400 << 20 };

    private readonly Medium _medium;
    private readonly SlowDisk? _disk;
    private readonly List<ControlGroup> _groups = [];
    private readonly DiskLimits? _limits;

    public StagedMedium(Scenario scenario, Lever lever)
    {
        _medium = scenario.Medium;
        _limits = lever == Lever.Free ? null : Limits(_medium, lever == Lever.Disk ? 2 : 1);
        // A folder in memory for what shall not wait; otherwise wherever the temporary files are.
        Folder = Directory.CreateDirectory(Path.Combine(
            lever == Lever.Free ? "/dev/shm" : Path.GetTempPath(), $"iotrace-accuracy-{Guid.NewGuid():N}")).FullName;
        try
        {
            if (lever != Lever.Free && _medium is (Medium.SlowWrites or Medium.SlowBulkWrites or Medium.SlowLookups)) _disk = new SlowDisk(Megabytes);
            if (_medium == Medium.SlowBulkWrites) _disk?.LimitDirtyPages(4 << 20);
            if (_disk is null && _limits is not null) _groups.Add(DiskThrottle.Under(Folder, _limits));
            if (Quota(scenario, lever) is { } quota) _groups.Add(quota);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>The folder that goes away with the stage.</summary>
    public string Folder { get; }

    /// <summary>The folder for the program to work in.</summary>
    public string WorkFolder => _disk?.Path ?? Folder;

    /// <summary>The groups that the program has to run in.</summary>
    public IReadOnlyList<ControlGroup> Groups => _groups;

    /// <summary>Makes it slow, after what has to be there has been put there.</summary>
    public void Slow()
    {
        if (_medium == Medium.SlowLookups) _disk?.MakeCold();
        if (_limits is not null) _disk?.Limit(_limits);
    }

    public void Dispose()
    {
        foreach (var group in _groups) group.Dispose();
        _disk?.Dispose();
        try
        {
            Directory.Delete(Folder, recursive: true);
        }
        catch (IOException)
        {
            // A program that was just killed may still write here; the temporary folder is no place to fail for.
        }
    }

    private static DiskLimits? Limits(Medium medium, int divisor) => medium switch
    {
        Medium.SlowReads or Medium.SlowLookups => new DiskLimits { ReadsPerSecond = 200 / divisor },
        Medium.SlowScans => new DiskLimits { ReadBytesPerSecond = (20 << 20) / divisor },
        Medium.SlowWrites => new DiskLimits { WritesPerSecond = 200 / divisor },
        Medium.SlowBulkWrites => new DiskLimits { WriteBytesPerSecond = (20 << 20) / divisor },
        _ => divisor == 1 ? null : _halfOfThisDisk,
    };

    private static CpuQuota? Quota(Scenario scenario, Lever lever)
    {
        if (scenario.Medium == Medium.PartOfAProcessor) return CpuQuota.Of(lever == Lever.Cpu ? 0.15 : 0.3);
        return lever == Lever.Cpu ? CpuQuota.AtHalfSpeed(scenario.Processors) : null;
    }
}
