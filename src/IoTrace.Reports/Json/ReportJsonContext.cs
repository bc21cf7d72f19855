using System.Text.Json.Serialization;

namespace IoTrace.Reports.Json;

/// <summary>The serializer of the JSON report, made at compile time.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    WriteIndented = true,
    NewLine = "\n")]
[JsonSerializable(typeof(JsonDiagnosis))]
internal sealed partial class ReportJsonContext : JsonSerializerContext;
