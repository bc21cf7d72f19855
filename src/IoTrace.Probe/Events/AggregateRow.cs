using IoTrace.Probe.Recording;

namespace IoTrace.Probe.Events;

/// <summary>What one operation on one resource summed up to in a period, as it is told. The texts are only there while it is told.</summary>
internal ref struct AggregateRow
{
    public long Sequence;
    public ResourceKind Kind;
    public ReadOnlySpan<char> Name;
    public Operation Operation;
    public long Count;
    public long Bytes;
    public long Errors;
    public long TotalNs;
    public long MaxNs;

    /// <summary>"bucket:count,…" in rising order.</summary>
    public ReadOnlySpan<char> Histogram;
    public long From;
    public long To;
    public long Samples;
    public long SampledNs;
    public long SampledCpuNs;
}
