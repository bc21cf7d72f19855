using System.Text.Json.Serialization;

namespace IoTrace.Workloads.Comparison;

/// <summary>What is compared.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Metric>))]
public enum Metric
{
    /// <summary>Bytes a second, where all are counted in bytes.</summary>
    Throughput,

    /// <summary>Operations a second, where all are the same workload and it is counted in operations.</summary>
    OperationRate,

    /// <summary>The time of a pass or of a command, where a command is among them.</summary>
    Time,
}
