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

    /// <summary>The share of the processors that others used before the program was tried, 0 to 1.</summary>
    public double Busy { get; init; }

    public required Truth Truth { get; init; }

    /// <summary>What the tool should say would go away of its window if I/O cost nothing; null where it is not asked for that.</summary>
    public double? Expected { get; init; }

    /// <summary>The causes that are right; null where only the bound is asked for.</summary>
    public IReadOnlyList<string>? Causes { get; init; }

    /// <summary>Part of what has to be named first; null where nothing has to.</summary>
    public string? Resource { get; init; }

    /// <summary>What the tool said; null where the run failed.</summary>
    public Verdict? Verdict { get; init; }

    /// <summary>Why there is no verdict; null when there is one.</summary>
    public string? Error { get; init; }

    /// <summary>The bound that the tool said; the wait for a processor is one of the bound cpu, also where an older tool says neither.</summary>
    [JsonIgnore]
    public string? Said => Verdict?.Cause == "cpu-contention" ? "cpu" : Verdict?.Bound;

    [JsonIgnore]
    public bool IsRight => Said is { } said && Truth.Bounds.Contains(said);

    /// <summary>The tool said that it does not know.</summary>
    [JsonIgnore]
    public bool IsAbstention => Verdict?.Bound == "unknown";

    [JsonIgnore]
    public bool IsWrong => Verdict is not null && !IsRight && !IsAbstention;

    /// <summary>Null where it is not asked for.</summary>
    [JsonIgnore]
    public bool? HasRightCause => Verdict is null || Causes is not { Count: > 0 } ? null : IsRight && (Verdict.Cause ?? "").Split('+').Any(Causes.Contains);

    /// <summary>Whether the file or peer is the first of its list, or in the sentence; null where it is not asked for.</summary>
    [JsonIgnore]
    public bool? NamesResource => Verdict is null || Resource is null ? null
        : new[] { Verdict.FirstFile, Verdict.FirstPeer, Verdict.Summary }.Any(text => text?.Contains(Resource, StringComparison.Ordinal) == true);

    /// <summary>What the tool said would go away, less what would; null where either is not known.</summary>
    [JsonIgnore]
    public double? WhatIfError => Verdict?.IoFree?.Share - Expected;
}
