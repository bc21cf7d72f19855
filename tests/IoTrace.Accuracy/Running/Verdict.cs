using System.Text.Json.Nodes;

namespace IoTrace.Accuracy.Running;

/// <summary>What the tool said about a program.</summary>
internal sealed record Verdict
{
    public required string Bound { get; init; }

    public string? Cause { get; init; }

    public required double Confidence { get; init; }

    public string? RunnerUp { get; init; }

    /// <summary>The report's sentence.</summary>
    public string? Summary { get; init; }

    /// <summary>The file that the report lists first; null where it lists none.</summary>
    public string? FirstFile { get; init; }

    /// <summary>The peer that the report lists first, with its port; null where it lists none.</summary>
    public string? FirstPeer { get; init; }

    /// <summary>The seconds that were looked at.</summary>
    public required double Window { get; init; }

    /// <summary>What would go away of the window if I/O cost nothing; null where not given.</summary>
    public WhatIfBound? IoFree { get; init; }

    /// <summary>What would go away of the window if the processor work cost half.</summary>
    public WhatIfBound? CpuHalf { get; init; }

    /// <summary>What would go away of a request if I/O cost nothing; null for what serves none.</summary>
    public WhatIfBound? RequestIoFree { get; init; }

    /// <summary>What would go away of a request if the processor work cost half.</summary>
    public WhatIfBound? RequestCpuHalf { get; init; }

    /// <summary>Each state's share of the wall clock.</summary>
    public required IReadOnlyDictionary<string, double> WallClock { get; init; }

    public static Verdict Parse(string report)
    {
        var json = JsonNode.Parse(report)!;
        var verdict = json["verdict"]!;
        var runnerUp = verdict["runnerUp"];
        return new Verdict
        {
            Bound = verdict["bound"]!.GetValue<string>(),
            Cause = verdict["cause"]?.GetValue<string>(),
            Confidence = verdict["confidence"]!.GetValue<double>(),
            RunnerUp = runnerUp?["cause"]?.GetValue<string>() ?? runnerUp?["bound"]?.GetValue<string>(),
            Summary = verdict["summary"]?.GetValue<string>(),
            FirstFile = First(json, "files")?["path"]?.GetValue<string>(),
            FirstPeer = First(json, "endpoints") is { } peer ? $"{peer["host"]}:{peer["port"]}" : null,
            Window = json["window"]!["durationSeconds"]!.GetValue<double>(),
            IoFree = WhatIfBound.Parse(json["bounds"]?["ifIoWereFree"]),
            CpuHalf = WhatIfBound.Parse(json["bounds"]?["ifCpuWereHalf"]),
            RequestIoFree = WhatIfBound.Parse(json["requests"]?["ifIoWereFree"]),
            RequestCpuHalf = WhatIfBound.Parse(json["requests"]?["ifCpuWereHalf"]),
            WallClock = json["wallClock"]!.AsObject().ToDictionary(s => s.Key, s => Math.Round(s.Value!.GetValue<double>(), 4)),
        };
    }

    private static JsonNode? First(JsonNode report, string list) => report[list] is JsonArray { Count: > 0 } all ? all[0] : null;
}
