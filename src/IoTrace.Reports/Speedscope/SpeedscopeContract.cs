using System.Text.Json.Serialization;

namespace IoTrace.Reports.Speedscope;

// https://www.speedscope.app/file-format-schema.json

internal sealed record SpeedscopeFile(
    [property: JsonPropertyName("$schema")] string Schema,
    string Name,
    string Exporter,
    int ActiveProfileIndex,
    SpeedscopeShared Shared,
    IReadOnlyList<SpeedscopeProfile> Profiles);

internal sealed record SpeedscopeShared(IReadOnlyList<SpeedscopeFrame> Frames);

internal sealed record SpeedscopeFrame(string Name);

/// <summary>Stacks as indices into the shared frames, outermost first, with a weight each.</summary>
internal sealed record SpeedscopeProfile(
    string Type, string Name, string Unit, double StartValue, double EndValue,
    IReadOnlyList<IReadOnlyList<int>> Samples, IReadOnlyList<double> Weights);
