using System.Collections.Immutable;

namespace IoTrace.Analysis.Observations;

/// <summary>
/// One look at the TCP connections of the process. Lists only those of which the counters changed since the look before, that are new, or that are
/// gone: one that is not listed is as its last sample says.
/// </summary>
/// <param name="IsComplete">Whether the kernel was asked about every connection; of very many, each look asks about some.</param>
public sealed record TcpLook(Timestamp At, bool IsComplete, ImmutableArray<TcpSample> Changed) : Observation(At)
{
    /// <summary>The samples as a whole, not the list that holds them.</summary>
    public bool Equals(TcpLook? other) => other is not null && At == other.At && IsComplete == other.IsComplete && Changed.SequenceEqual(other.Changed);

    public override int GetHashCode() => HashCode.Combine(At, IsComplete, Changed.Length);
}
