using System.Text.Json;
using System.Text.Json.Nodes;

namespace IoTrace.EndToEnd.Tests.Support;

/// <summary>A JSON report, and how the tool ended that wrote it.</summary>
internal sealed class Report(JsonNode json, ToolResult? run)
{
    private static readonly JsonSerializerOptions _indented = new() { WriteIndented = true };

    public JsonNode Json { get; } = json;

    /// <summary>How the tool ended that wrote it; null for one that was read from a file.</summary>
    public ToolResult? Run { get; } = run;

    public string Bound => Text("verdict", "bound")!;

    /// <summary>The cause; null for verdicts that have none.</summary>
    public string? Cause => Text("verdict", "cause");

    public string Summary => Text("verdict", "summary")!;

    public double Confidence => Json["verdict"]!["confidence"]!.GetValue<double>();

    public JsonArray Files => Json["files"]!.AsArray();

    public JsonArray Threads => Json["threads"]!.AsArray();

    public static Report Parse(string json, ToolResult? run = null) => new(JsonNode.Parse(json)!, run);

    /// <summary>The text at a path of keys; null where there is nothing.</summary>
    public string? Text(params string[] keys) => keys.Aggregate((JsonNode?)Json, (node, key) => node?[key])?.GetValue<string>();

    /// <summary>A state's share of the wall clock; 0 where it is left out.</summary>
    public double WallClock(string state) => Json["wallClock"]![state]?.GetValue<double>() ?? 0;

    /// <summary>The sum of all shares of the wall clock.</summary>
    public double WallClockSum => Json["wallClock"]!.AsObject().Sum(s => s.Value!.GetValue<double>());

    /// <summary>What a reader of a failed test wants to see.</summary>
    public override string ToString() => $"""
        {Bound}/{Cause} with confidence {Confidence:F2}: {Summary}
        wall clock: {Json["wallClock"]!.ToJsonString()}
        thread time: {Json["threadTime"]!.ToJsonString()}
        runner-up: {Json["verdict"]!["runnerUp"]?.ToJsonString()}
        quality: {Json["quality"]!.ToJsonString(_indented)}
        {Run}
        """;
}
