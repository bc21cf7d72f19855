namespace IoTrace.Workloads;

/// <summary>What a workload is for.</summary>
public enum WorkloadGroup
{
    /// <summary>Copies the same data in one of many ways.</summary>
    Copy,

    /// <summary>Other file input and output.</summary>
    Files,

    /// <summary>Anything that must not be mistaken for file I/O.</summary>
    Control,
}

/// <summary>What a workload's speed is counted in.</summary>
public enum WorkUnit
{
    /// <summary>Bytes it moves or computes on: compares with every other that is counted so.</summary>
    Bytes,

    /// <summary>Operations of its own kind: compares with nothing but itself under other settings.</summary>
    Operations,
}

/// <summary>The settings that a workload heeds, besides <c>--directory</c>, <c>--seed</c>, <c>--duration</c> and <c>--delay</c>, which all do.</summary>
[Flags]
public enum Dials
{
    None = 0,

    /// <summary>Bytes of data.</summary>
    Size = 1,

    /// <summary>Bytes an operation.</summary>
    Buffer = 2,

    /// <summary>Threads, blocks or requests in flight.</summary>
    Concurrency = 4,

    /// <summary>Whether the data are in the page cache.</summary>
    Cache = 8,

    /// <summary>When written data are made durable.</summary>
    Durability = 16,

    /// <summary>Time a unit spends computing.</summary>
    Cpu = 32,

    /// <summary>Time a unit spends in I/O, or that a server takes to answer.</summary>
    Io = 64,
}

/// <summary>What is told about a workload.</summary>
/// <param name="Name">As it is named on the command line.</param>
/// <param name="Description">One sentence.</param>
/// <param name="Dials">The settings it heeds.</param>
/// <param name="Defaults">What they are when nothing is said.</param>
/// <param name="Expectations">The verdict to expect under each condition; the first that applies counts.</param>
public sealed record WorkloadInfo(
    string Name, WorkloadGroup Group, string Description, Dials Dials, WorkloadSettings Defaults, IReadOnlyList<Expectation> Expectations)
{
    /// <summary>What its speed is counted in.</summary>
    public WorkUnit Unit { get; init; } = Group == WorkloadGroup.Control ? WorkUnit.Operations : WorkUnit.Bytes;

    /// <summary>Whether a pass is a fixed amount of work, so that the time it takes says something. Others go on for as long as they may.</summary>
    public bool HasEnd { get; init; } = Group == WorkloadGroup.Copy;
}
