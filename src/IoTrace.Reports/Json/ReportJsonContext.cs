using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace IoTrace.Reports.Json;

/// <summary>The serializer of the JSON report, made at compile time.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    WriteIndented = true,
    NewLine = "\n")]
[JsonSerializable(typeof(JsonDiagnosis))]
internal sealed partial class ReportJsonContext : JsonSerializerContext
{
    /// <summary>
    /// Leaves + and &lt; readable, as mixed causes and generic method names need them; control characters are escaped all the same.
    /// A consumer that puts the report into a page has to escape it there.
    /// </summary>
    public static ReportJsonContext Readable { get; } =
        new(new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
