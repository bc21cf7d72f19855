using System.Text.Json.Serialization;

namespace IoTrace.Accuracy.Trials;

/// <summary>How trials are written.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(Trial))]
internal sealed partial class TrialJson : JsonSerializerContext;
