using System.Text.Json.Serialization;
using IoTrace.Accuracy.Running;

namespace IoTrace.Accuracy.Records;

/// <summary>What a run was a run of: there is one result for each key.</summary>
/// <param name="Kind">What it was made for.</param>
/// <param name="Scenario">The scenario's name.</param>
/// <param name="Round">Counted from 1.</param>
internal sealed record RunKey(RunKind Kind, string Scenario, int Round)
{
    /// <summary>How the tool came to the program; null in runs without it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Way? Way { get; init; }

    /// <summary>What was done to the program; null where nothing ever is.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Lever? Lever { get; init; }

    /// <summary>The length of a recording in seconds; null for amounts of work.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? Seconds { get; init; }

    /// <summary>The way and the lever, as a message names them.</summary>
    [JsonIgnore]
    public string How => string.Join(", ", new[] { Way?.ToString(), Lever?.ToString() }.OfType<string>());
}
