using System.Text.Json.Serialization;

namespace IoTrace.Reports.Speedscope;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(SpeedscopeFile))]
internal sealed partial class SpeedscopeJsonContext : JsonSerializerContext;
