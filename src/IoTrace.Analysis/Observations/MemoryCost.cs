namespace IoTrace.Analysis.Observations;

/// <summary>What file operations cost on this machine with the data in memory, in seconds of a CPU.</summary>
/// <param name="Call">A read or a write of next to nothing.</param>
/// <param name="Byte">Each byte that it copies.</param>
/// <param name="Name">An operation on a name: opening, inspecting, renaming.</param>
public sealed record MemoryCost(double Call, double Byte, double Name)
{
    /// <summary>Where nobody measured it: between those of a fast and a slow machine.</summary>
    public static MemoryCost Typical { get; } = new(0.6e-6, 0.15e-9, 2e-6);

    /// <summary>What so many operations on so many bytes cost together.</summary>
    public double Seconds(IoOperation operation, long count, long bytes) => operation switch
    {
        IoOperation.Copy => (count * Call) + (2 * bytes * Byte),
        IoOperation.Read or IoOperation.Write or IoOperation.WriteThrough or IoOperation.Sync or IoOperation.Close or IoOperation.Resize
            => (count * Call) + (bytes * Byte),
        // What a peer is told or tells costs as much when it answers at once.
        IoOperation.Send or IoOperation.Receive or IoOperation.Connect or IoOperation.Accept => double.PositiveInfinity,
        _ => count * Name,
    };
}
