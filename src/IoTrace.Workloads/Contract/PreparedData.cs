namespace IoTrace.Workloads;

/// <summary>Data that are made once for all workloads that read them.</summary>
/// <param name="Name">Of the file or folder: what has the same name is the same.</param>
/// <param name="Bytes">Of disk space.</param>
public readonly record struct PreparedData(string Name, long Bytes)
{
    /// <summary>One file of random bytes.</summary>
    public static PreparedData OfSource(WorkloadSettings settings) => new($"source-{settings.Seed}-{settings.Size}.bin", settings.Size);
}
