using System.Text.Json.Serialization;

namespace IoTrace.Reports.Html;

// The encoder is the default one on purpose: it escapes <, >, & and everything beyond ASCII, so that no text can end the script element.
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(PageData))]
internal sealed partial class PageJsonContext : JsonSerializerContext;
