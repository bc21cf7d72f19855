using System.Collections.Immutable;
using System.Text.Json.Serialization;

using IoTrace.Analysis.Observations;
using IoTrace.Analysis.Results;

namespace IoTrace.Capture.Recording;

/// <summary>What a recording says of itself: <c>manifest.json</c>.</summary>
/// <param name="FormatVersion">The version of the layout; readers refuse a later major one.</param>
/// <param name="ToolVersion">The iotrace that wrote it.</param>
/// <param name="Clock">The time base of every stream.</param>
/// <param name="StartNanoseconds">The window's start on that clock.</param>
/// <param name="EndNanoseconds">The window's end on that clock.</param>
internal sealed record RecordingManifest(
    int FormatVersion,
    string ToolVersion,
    string Clock,
    TargetInfo Target,
    DateTimeOffset StartUtc,
    long StartNanoseconds,
    long EndNanoseconds,
    int Processors,
    ImmutableArray<CollectorStatus> Collectors,
    ImmutableArray<string> Notes,
    double ToolCpuSeconds)
{
    public const int CurrentVersion = 1;

    /// <summary>What file operations cost with the data in memory; null where nobody measured it.</summary>
    public MemoryCost? MemoryCost { get; init; }

    public const string MonotonicClock = "CLOCK_MONOTONIC";

    /// <summary>The longest window; a recording of a year is none.</summary>
    private static readonly Duration LongestWindow = Duration.FromSeconds(366.0 * 24 * 3600);

    private const int MostProcessors = 1 << 16;

    /// <exception cref="InvalidDataException">It says what cannot be.</exception>
    public void Check()
    {
        if (StartNanoseconds < 0 || EndNanoseconds < StartNanoseconds || EndNanoseconds - StartNanoseconds > LongestWindow.Nanoseconds)
        {
            throw new InvalidDataException("its manifest.json states a window of time that cannot be");
        }

        if (Processors is < 1 or > MostProcessors || !double.IsFinite(ToolCpuSeconds) || Collectors.IsDefault || Notes.IsDefault)
        {
            throw new InvalidDataException("its manifest.json states what cannot be");
        }
    }

    public RecordingFacts ToFacts() => new(
        Target, StartUtc, new Timestamp(StartNanoseconds), new Timestamp(EndNanoseconds), Processors, Collectors, Notes, ToolCpuSeconds)
    {
        MemoryCost = MemoryCost,
    };
}

[JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(RecordingManifest))]
internal sealed partial class RecordingJson : JsonSerializerContext;
