using System.Text.Json.Serialization;

namespace IoTrace.Accuracy.Running;

/// <summary>How long an amount of work took.</summary>
/// <param name="Seconds">From the first operation to the last one, as the program says; of a command, from start to end.</param>
/// <param name="CpuSeconds">The processor time of the program over that; null where it does not say.</param>
internal sealed record WorkTime(double Seconds, double? CpuSeconds)
{
    /// <summary>How long the program prepared before that, which may wait for the same disk and peer; 0 where it does not say.</summary>
    public double PreparedSeconds { get; init; }

    /// <summary>Preparation and work, which is what a profile of the whole run sees.</summary>
    [JsonIgnore]
    public double TotalSeconds => PreparedSeconds + Seconds;
}
