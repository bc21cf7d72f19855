using System.Text.Encodings.Web;
using System.Text.Json;
using IoTrace.Analysis.Results;

namespace IoTrace.Reports.Json;

/// <summary>The report for scripts: schemaVersion 1.2, seconds, bytes and fractions; what is not known is absent.</summary>
public static class JsonReport
{
    private const string SchemaResource = "IoTrace.Reports.Json.iotrace-report.schema.json";

    // Leaves + and < readable, as mixed causes and generic method names need them; control characters are escaped all the same.
    // Who puts the report into a web page has to escape it there.
    private static readonly ReportJsonContext Context =
        new(new JsonSerializerOptions(ReportJsonContext.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    /// <summary>The JSON Schema (draft 2020-12) that every report satisfies.</summary>
    public static string Schema
    {
        get
        {
            using var stream = typeof(JsonReport).Assembly.GetManifestResourceStream(SchemaResource)!;
            using var reader = new StreamReader(stream);
            return reader.ReadToEnd();
        }
    }

    /// <summary>Writes the report as UTF-8 without a byte order mark, ended by a line feed.</summary>
    /// <param name="diagnosis">What to report.</param>
    /// <param name="children">Reports on other processes of the same run, written whole under <c>children</c>; none as a rule.</param>
    /// <param name="output">Where to; left open.</param>
    /// <param name="workload">The bundled workload that was profiled; null for any other program.</param>
    public static void Write(Diagnosis diagnosis, IReadOnlyList<Diagnosis> children, Stream output, JsonWorkload? workload = null)
    {
        JsonSerializer.Serialize(output, JsonMapping.Map(diagnosis, children) with { Workload = workload }, Context.JsonDiagnosis);
        output.Write("\n"u8);
    }
}
