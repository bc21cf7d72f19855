namespace IoTrace.Workloads;

/// <summary>Where the data are when a pass begins.</summary>
public enum CacheState
{
    /// <summary>In the page cache.</summary>
    Warm,

    /// <summary>On the disk only; dropped with <c>posix_fadvise(DONTNEED)</c>, which needs no root.</summary>
    Cold,
}

/// <summary>When written data are made durable.</summary>
public enum Durability
{
    /// <summary>Whenever the kernel sees fit.</summary>
    None,

    /// <summary>Once, at the end of a pass.</summary>
    End,

    /// <summary>After each write.</summary>
    Each,
}

/// <summary>The settings of one run.</summary>
public sealed record WorkloadSettings
{
    public const int DefaultSeed = 20_481;

    /// <summary>Bytes of data.</summary>
    public long Size { get; init; } = 256L << 20;

    /// <summary>Bytes an operation.</summary>
    public int Buffer { get; init; } = 128 << 10;

    /// <summary>Threads, blocks or requests in flight.</summary>
    public int Concurrency { get; init; } = 1;

    public CacheState Cache { get; init; }

    public Durability Durability { get; init; }

    /// <summary>Where all that is random starts: the same seed gives the same data in the same order.</summary>
    public int Seed { get; init; } = DefaultSeed;

    /// <summary>Measured time after which no further pass begins. There is always one.</summary>
    public TimeSpan Duration { get; init; } = TimeSpan.FromSeconds(5);

    public TimeSpan Cpu { get; init; } = TimeSpan.FromMilliseconds(10);

    public TimeSpan Io { get; init; } = TimeSpan.FromMilliseconds(10);

    /// <summary>Processor time that is wasted after each pass, as a share of it: a difference of a known size, to test comparisons.</summary>
    public double Delay { get; init; }
}
