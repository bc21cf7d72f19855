using System.Collections.Immutable;

using IoTrace.Analysis.Results;

namespace IoTrace.Analysis.Observations;

/// <summary>
/// Where an analysis gets its facts: a recording that can be read more than once, each time in the order of time. A live run,
/// a saved recording and a foreign trace all come through here, so they cannot be judged differently.
/// </summary>
public interface IRecordingSource
{
    RecordingFacts Facts { get; }

    /// <summary>All observations in the order of time.</summary>
    IEnumerable<Observation> Read();

    /// <summary>
    /// The frames of a stack that <see cref="Read"/> has delivered, outermost first, as <c>Namespace.Type.Method(arguments)</c>.
    /// </summary>
    ImmutableArray<string> Frames(StackId stack);
}

/// <summary>What is known of a recording apart from its stream.</summary>
/// <param name="Target">The process.</param>
/// <param name="StartUtc">Wall-clock time of <paramref name="Start"/>.</param>
/// <param name="Start">The window's start.</param>
/// <param name="End">The window's end; null where only the stream tells.</param>
/// <param name="Processors">Processors that the process may use; null where unknown.</param>
/// <param name="Collectors">What was collected and what was not.</param>
/// <param name="Notes">What a reader has to know of this recording.</param>
/// <param name="ToolCpuSeconds">Processor time the tool itself took while recording.</param>
public sealed record RecordingFacts(
    TargetInfo Target,
    DateTimeOffset StartUtc,
    Timestamp? Start,
    Timestamp? End,
    int? Processors,
    ImmutableArray<CollectorStatus> Collectors,
    ImmutableArray<string> Notes,
    double? ToolCpuSeconds)
{
    /// <summary>What file operations cost on this machine with the data in memory; null where nobody measured it.</summary>
    public MemoryCost? MemoryCost { get; init; }
}
