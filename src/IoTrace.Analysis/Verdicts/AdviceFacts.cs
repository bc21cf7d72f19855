using System.Collections.Immutable;

using IoTrace.Analysis.Results;
using IoTrace.Analysis.Tallies;

namespace IoTrace.Analysis.Verdicts;

/// <summary>What advice can name and count.</summary>
/// <param name="Subject">The file, host, lock and call site of each cause.</param>
/// <param name="Shares">Of the wall clock, 0 to 1, by cause.</param>
/// <param name="Window">Facts of the whole window.</param>
internal sealed record AdviceFacts(Subject Subject, IReadOnlyDictionary<Cause, double> Shares, WindowFeatures Window)
{
    /// <summary>Every file with its exact operations; empty without the probe.</summary>
    public ImmutableArray<CountedFile> Files { get; init; } = [];

    /// <summary>For how many seconds these were counted.</summary>
    public double CountedSeconds { get; init; }

    /// <summary>Network peers, most waited-for first.</summary>
    public ImmutableArray<EndpointUsage> Endpoints { get; init; } = [];

    public LockUsage? Locks { get; init; }

    public GcUsage? Gc { get; init; }

    public ThreadPoolUsage? Pool { get; init; }
}
