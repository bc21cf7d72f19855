namespace IoTrace.EndToEnd.Tests.Verdicts;

/// <summary>Sets a medium up, and takes it down again.</summary>
internal sealed class MediumOf : IDisposable
{
    private const int Megabytes = 256;
    private readonly SlowDisk? _disk;
    private readonly TempFolder? _folder;
    private readonly ControlGroup? _group;

    public MediumOf(Medium medium)
    {
        switch (medium)
        {
            case Medium.SlowReads:
                _folder = new TempFolder();
                _group = DiskThrottle.Under(_folder.Path, new DiskLimits { ReadsPerSecond = 200 });
                break;
            case Medium.SlowWrites:
                _disk = new SlowDisk(Megabytes);
                _disk.Limit(new DiskLimits { WritesPerSecond = 200 });
                break;
            case Medium.SlowBulkWrites:
                _disk = new SlowDisk(Megabytes);
                _disk.LimitDirtyPages(4 << 20);
                _disk.Limit(new DiskLimits { WriteBytesPerSecond = 20 << 20 });
                break;
            case Medium.PartOfAProcessor:
                _group = CpuQuota.Of(0.3);
                break;
        }
    }

    /// <summary>The folder to work in; null where any will do.</summary>
    public string? Folder => _disk?.Path ?? _folder?.Path;

    /// <summary>The groups that the program has to run in.</summary>
    public IReadOnlyList<ControlGroup> Groups => _group is null ? [] : [_group];

    public void Dispose()
    {
        _group?.Dispose();
        _disk?.Dispose();
        _folder?.Dispose();
    }
}
