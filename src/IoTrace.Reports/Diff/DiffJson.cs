using System.Text.Json;
using System.Text.Json.Serialization;
using IoTrace.Analysis.Results;
using IoTrace.Reports.Json;

namespace IoTrace.Reports.Diff;

/// <summary>A comparison of recordings for scripts. Seconds and fractions; what is not known is absent.</summary>
public static class DiffJson
{
    private const string Version = "1.0";

    /// <summary>Writes the comparison as UTF-8, ended by a line feed; <paramref name="output"/> is left open.</summary>
    public static void Write(Difference difference, Stream output)
    {
        var json = new JsonDifference(
            Version, difference.Sentence, difference.Warnings, Side(difference.Before), Side(difference.After), difference.SameVerdict,
            difference.Time is { } time ? Row(time) : null, Rows(difference.WallClock), Rows(difference.Files), Rows(difference.Endpoints),
            Rows(difference.CallSites));
        JsonSerializer.Serialize(output, json, DiffJsonContext.Default.JsonDifference);
        output.Write("\n"u8);
    }

    private static JsonSide Side(IReadOnlyList<Diagnosis> side)
    {
        var verdict = Verdicts.Of(side);
        return new JsonSide(
            side[0].Target.Name, side.Count, JsonNumber.Amount(side.Average(diagnosis => diagnosis.Window.DurationSeconds)),
            verdict.Bound.Name(), [.. verdict.Causes.Select(cause => cause.Name())], JsonNumber.Share(verdict.Confidence));
    }

    private static JsonChange[] Rows(IReadOnlyList<Change> changes) => [.. changes.Select(Row)];

    private static JsonChange Row(Change change) => new(
        change.Name,
        change.Unit switch { ChangeUnit.Share => "fraction", ChangeUnit.Seconds => "seconds", _ => "secondsPerSecond" },
        change.Before is { } before ? JsonNumber.Amount(before) : null,
        change.After is { } after ? JsonNumber.Amount(after) : null,
        JsonNumber.Rounded(change.Difference), JsonNumber.Rounded(change.Low), JsonNumber.Rounded(change.High), JsonNumber.Rounded(change.Detectable),
        change.Finding switch { Finding.Less => "less", Finding.More => "more", Finding.Unchanged => "unchanged", _ => "cannotTell" });
}

internal sealed record JsonDifference(
    string SchemaVersion, string Summary, IReadOnlyList<string> Warnings, JsonSide Before, JsonSide After, bool SameVerdict, JsonChange? Time,
    JsonChange[] WallClock, JsonChange[] Files, JsonChange[] Endpoints, JsonChange[] CallSites);

internal sealed record JsonSide(string Name, int Recordings, double MeanDurationSeconds, string Bound, string[] Causes, double Confidence);

internal sealed record JsonChange(
    string Name, string Unit, double? Before, double? After, double Difference, double Low, double High, double Detectable, string Finding);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, WriteIndented = true, NewLine = "\n")]
[JsonSerializable(typeof(JsonDifference))]
internal sealed partial class DiffJsonContext : JsonSerializerContext;
