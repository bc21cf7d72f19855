using System.Text.Json.Nodes;

namespace IoTrace.Accuracy.Running;

/// <summary>What the tool said about a program.</summary>
internal sealed record Verdict
{
    public required string Bound { get; init; }

    public string? Cause { get; init; }

    public required double Confidence { get; init; }

    public string? RunnerUp { get; init; }

    /// <summary>The seconds that were looked at.</summary>
    public required double Window { get; init; }

    /// <summary>The share of the window that would go away if I/O cost nothing, and its interval; null where not given.</summary>
    public double? IoFree { get; init; }

    public double? IoFreeLow { get; init; }

    public double? IoFreeHigh { get; init; }

    /// <summary>Each state's share of the wall clock.</summary>
    public required IReadOnlyDictionary<string, double> WallClock { get; init; }

    public static Verdict Parse(string report)
    {
        var json = JsonNode.Parse(report)!;
        var verdict = json["verdict"]!;
        var free = json["bounds"]?["ifIoWereFree"];
        var runnerUp = verdict["runnerUp"];
        return new Verdict
        {
            Bound = verdict["bound"]!.GetValue<string>(),
            Cause = verdict["cause"]?.GetValue<string>(),
            Confidence = verdict["confidence"]!.GetValue<double>(),
            RunnerUp = runnerUp?["cause"]?.GetValue<string>() ?? runnerUp?["bound"]?.GetValue<string>(),
            Window = json["window"]!["durationSeconds"]!.GetValue<double>(),
            IoFree = free?["wallReduction"]?.GetValue<double>(),
            IoFreeLow = free?["low"]?.GetValue<double>(),
            IoFreeHigh = free?["high"]?.GetValue<double>(),
            WallClock = json["wallClock"]!.AsObject().ToDictionary(s => s.Key, s => Math.Round(s.Value!.GetValue<double>(), 4)),
        };
    }
}
