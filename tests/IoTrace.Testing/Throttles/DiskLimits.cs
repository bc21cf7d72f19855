namespace IoTrace.Testing;

/// <summary>What a slow disk grants each second; null is no limit.</summary>
public sealed record DiskLimits
{
    public long? ReadsPerSecond { get; init; }

    public long? WritesPerSecond { get; init; }

    public long? ReadBytesPerSecond { get; init; }

    public long? WriteBytesPerSecond { get; init; }

    /// <summary>The files of version 1 and the values for them; zero lifts a limit.</summary>
    internal IEnumerable<(string File, long Value)> Version1 =>
    [
        ("blkio.throttle.read_iops_device", ReadsPerSecond ?? 0),
        ("blkio.throttle.write_iops_device", WritesPerSecond ?? 0),
        ("blkio.throttle.read_bps_device", ReadBytesPerSecond ?? 0),
        ("blkio.throttle.write_bps_device", WriteBytesPerSecond ?? 0),
    ];

    /// <summary>The value of io.max of version 2, without the device.</summary>
    internal string Version2 =>
        $"riops={Text(ReadsPerSecond)} wiops={Text(WritesPerSecond)} rbps={Text(ReadBytesPerSecond)} wbps={Text(WriteBytesPerSecond)}";

    private static string Text(long? limit) => limit is { } value ? $"{value}" : "max";
}
