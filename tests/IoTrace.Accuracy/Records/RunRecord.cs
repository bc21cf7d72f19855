using System.Text.Json.Serialization;
using IoTrace.Accuracy.Running;

namespace IoTrace.Accuracy.Records;

/// <summary>One run as it is kept: a line of the record file. Whether it was right is not in it, so that a label can be corrected later.</summary>
internal sealed record RunRecord
{
    public required RunKey Key { get; init; }

    public DateTimeOffset At { get; init; }

    /// <summary>The commit of the tool's sources.</summary>
    public string? Commit { get; init; }

    /// <summary>The machine before the run.</summary>
    public MachineLoad? Machine { get; init; }

    /// <summary>The neighbours during the run.</summary>
    public RunLoad? During { get; init; }

    /// <summary>How many runs there may have been at a time.</summary>
    public int SideBySide { get; init; } = 1;

    /// <summary>How many processes computed beside it on purpose.</summary>
    public int Neighbours { get; init; }

    /// <summary>What the tool said; null where the run was without it, or failed.</summary>
    public Verdict? Verdict { get; init; }

    /// <summary>How long the work took; null where it was no amount of work, or failed.</summary>
    public WorkTime? Time { get; init; }

    /// <summary>Why there is no result; null when there is one.</summary>
    public string? Error { get; init; }

    [JsonIgnore]
    public bool Failed => Error is not null;
}
