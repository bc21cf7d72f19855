using System.Text.Json;
using System.Text.Json.Serialization;

using IoTrace.Capture;
using IoTrace.Workloads.Comparison;
using IoTrace.Workloads.Statistics;

namespace IoTrace.Cli.Commands;

/// <summary>A comparison as JSON: what is shown, and every single run, so that it can be compared again.</summary>
internal sealed record ComparisonFile
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
            CostUnit = Workloads.Comparison.Costs.UnitOf(result.Metric),
            Series = [.. result.Standings.Select(s => SeriesPart.Of(s, result.Metric))],
            Pairs = [.. result.Pairs.Select(PairPart.Of)],
        },
        ComparisonJson.Default.ComparisonFile);

    /// <summary>The runs that were saved.</summary>
    /// <exception cref="IoTraceException">The file is not there, or is none of ours.</exception>
    public static IReadOnlyList<Series> Read(string path)
    {
        try
        {
            var file = JsonSerializer.Deserialize(File.ReadAllBytes(path), ComparisonJson.Default.ComparisonFile);
            return file is { Series: { } series } && file.SchemaVersion.Split('.')[0] == Version.Split('.')[0]
                ? [.. series.Select(s => s.Read() ?? throw new IoTraceException(Messages.NotSavedResults(path, $"it does not say which workload '{s.Name}' is."), ExitCode.Usage))]
                : throw new IoTraceException(Messages.NotSavedResults(path, "another version wrote it."), ExitCode.Usage);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new IoTraceException(Messages.NotSavedResults(path, e.Message), ExitCode.Usage, e);
        }
    }
}

/// <summary>One contender: speeds are bytes, operations or runs a second, as the metric says. An interval is absent where there are too few runs for one.</summary>
internal sealed record SeriesPart(
    string Name, string? Verdict, bool Saved, double Median, double? Low, double? High, double Spread, IReadOnlyList<double>? Modes, Costs? Costs, IReadOnlyList<RunFigures> Runs)
{
    /// <summary>The workload that was run; absent for a command.</summary>
    public Subject? Workload { get; init; }

    /// <summary>What the runs were made under.</summary>
    public Conditions? Conditions { get; init; }

    /// <summary>What was counted in the profiled run; absent where nothing was.</summary>
    public ProfiledRun? Profiled { get; init; }

    public static SeriesPart Of(Standing s, Metric metric) => new(
        s.Series.Name, s.Series.Verdict, s.Series.Saved, s.Median, s.Interval?.Low, s.Interval?.High, s.Spread, s.Modes is { } modes ? [modes.Low, modes.High] : null,
        Workloads.Comparison.Costs.Of(s.Series, metric), s.Series.Runs)
    {
        Workload = s.Series.Subject,
        Conditions = s.Series.Conditions,
        Profiled = s.Series.Profiled,
    };

    /// <summary>The runs, to be compared again; null where it cannot be told with what.</summary>
    public Series? Read() => Workload is null && Runs.Any(r => r.Operations is not null) ? null : new Series(Name, Verdict, Saved: true, Runs) { Subject = Workload, Conditions = Conditions, Profiled = Profiled };
}

/// <summary>Two contenders: a ratio above 1 says that the first is faster. Its interval is absent where there are too few runs for one.</summary>
internal sealed record PairPart(string First, string Second, double Ratio, double? Low, double? High, double PValue, Outcome Outcome)
{
    public static PairPart Of(Pair pair)
    {
        var (contrast, told) = (pair.Contrast, pair.Contrast.Outcome != Outcome.TooFewRuns);
        return new PairPart(pair.First, pair.Second, contrast.Ratio, told ? contrast.Interval.Low : null, told ? contrast.Interval.High : null, contrast.PValue, contrast.Outcome);
    }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true,
    WriteIndented = true, NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals)]
[JsonSerializable(typeof(ComparisonFile))]
internal sealed partial class ComparisonJson : JsonSerializerContext;
