using System.Text.Json.Serialization;
using IoTrace.Accuracy.Running;

namespace IoTrace.Accuracy.Trials;

/// <summary>A verdict on a program whose truth was measured beside it: a line of the trial file.</summary>
internal sealed record Trial
{
    public required TrialKey Key { get; init; }

    public DateTimeOffset At { get; init; }

    /// <summary>The commit of the tool's sources.</summary>
    public string? Commit { get; init; }

    public required Truth Truth { get; init; }

    /// <summary>What the tool should say would go away of its window if I/O cost nothing; null where it is not asked for that.</summary>
    public double? Expected { get; init; }

    /// <summary>What the tool said; null where the run failed.</summary>
    public Verdict? Verdict { get; init; }

    /// <summary>Why there is no verdict; null when there is one.</summary>
    public string? Error { get; init; }

    [JsonIgnore]
    public bool IsRight => Verdict is not null && Truth.Bounds.Contains(Verdict.Bound);

    /// <summary>The tool said that it does not know.</summary>
    [JsonIgnore]
    public bool IsAbstention => Verdict?.Bound == "unknown";

    [JsonIgnore]
    public bool IsWrong => Verdict is not null && !IsRight && !IsAbstention;

    /// <summary>What the tool said would go away, less what would; null where either is not known.</summary>
    [JsonIgnore]
    public double? WhatIfError => Verdict?.IoFree?.Share - Expected;
}
