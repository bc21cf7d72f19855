using System.Text.Json;
using System.Text.Json.Serialization;

namespace IoTrace.Workloads.Comparison;

/// <summary>A comparison as JSON: what is shown, and every single run, so that it can be compared again.</summary>
public sealed record ComparisonFile
{
    private const string Version = "1.1";

    public string SchemaVersion { get; init; } = Version;

    public required Metric Metric { get; init; }

    public required string Baseline { get; init; }

    public required double Threshold { get; init; }

    public required bool Interrupted { get; init; }

    /// <summary>What costs are for: a MiB, an operation, or a run.</summary>
    public string? CostUnit { get; init; }

    public required IReadOnlyList<SeriesPart> Series { get; init; }

    public required IReadOnlyList<PairPart> Pairs { get; init; }

    public static byte[] Of(ComparisonResult result) => JsonSerializer.SerializeToUtf8Bytes(
        new ComparisonFile
        {
            Metric = result.Metric,
            Baseline = result.Baseline,
            Threshold = result.Threshold,
            Interrupted = result.Interrupted,
            CostUnit = Comparison.Costs.UnitOf(result.Metric),
            Series = [.. result.Standings.Select(s => SeriesPart.Of(s, result.Metric))],
            Pairs = [.. result.Pairs.Select(PairPart.Of)],
        },
        ComparisonJson.Default.ComparisonFile);

    /// <summary>The runs that were saved.</summary>
    /// <exception cref="WorkloadException">The file is not there, or is none of ours.</exception>
    public static IReadOnlyList<Series> Read(string path)
    {
        try
        {
            var file = JsonSerializer.Deserialize(File.ReadAllBytes(path), ComparisonJson.Default.ComparisonFile);
            return file is { Series: { } series } && file.SchemaVersion.Split('.')[0] == Version.Split('.')[0]
                ? [.. series.Select(s => s.Read() ?? throw Errors.NotSavedResults(path, $"it does not say which workload '{s.Name}' is."))]
                : throw Errors.NotSavedResults(path, "another version wrote it.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            throw Errors.NotSavedResults(path, e.Message);
        }
    }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true,
    WriteIndented = true, NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals)]
[JsonSerializable(typeof(ComparisonFile))]
internal sealed partial class ComparisonJson : JsonSerializerContext;
