using System.Text.Json.Serialization;

namespace IoTrace.Workloads.Comparison;

/// <summary>The workload that runs are of: what has to be known of it to compare them, also from a file.</summary>
/// <param name="Workload">Its name, without settings.</param>
/// <param name="Unit">What its speed is counted in.</param>
/// <param name="HasEnd">Whether a pass is a fixed amount of work.</param>
public sealed record Subject(string Workload, [property: JsonConverter(typeof(JsonStringEnumConverter<WorkUnit>))] WorkUnit Unit, bool HasEnd)
{
    public static Subject Of(WorkloadInfo info) => new(info.Name, info.Unit, info.HasEnd);
}
