using System.Text.Json;
using System.Text.Json.Serialization;

namespace IoTrace.Workloads.Measuring;

/// <summary>What the tool tells the workload's process to do.</summary>
/// <param name="Workload">Its name.</param>
/// <param name="Settings">Complete settings.</param>
/// <param name="Directory">The folder it may write to.</param>
/// <param name="ServerPort">Where its server listens; 0 without one.</param>
/// <param name="ResultFile">Where the result is to be written.</param>
public sealed record RunSpec(string Workload, WorkloadSettings Settings, string Directory, int ServerPort, string ResultFile);

/// <summary>What the workload's process did.</summary>
public sealed record RunResult
{
    /// <summary>Why it failed; null when it did not.</summary>
    public string? Error { get; init; }

    /// <summary>Whether it was asked to stop before its time.</summary>
    public bool Interrupted { get; init; }

    /// <summary>Passes that were measured.</summary>
    public int Passes { get; init; }

    /// <summary>Measured time, without warm-up and what lies between passes.</summary>
    public double Seconds { get; init; }

    /// <summary>Of all measured passes.</summary>
    public PassCounts Counts { get; init; }

    /// <summary>Of the pass whose traces are still on the disk.</summary>
    public PassCounts LastPass { get; init; }

    /// <summary>Of all passes, those that were not measured included: what an observer outside sees.</summary>
    public PassCounts Total { get; init; }

    /// <summary>From the begin to the end of an operation; null where single ones are not timed.</summary>
    public Latency? Operation { get; init; }

    /// <summary>From the moment something could have begun to that in which it did; null where nothing queues.</summary>
    public Latency? Queue { get; init; }

    /// <summary>Of all measured passes.</summary>
    public ResourceUse Resources { get; init; } = ResourceUse.None;

    /// <summary>Bytes a second; null where the workload moves none.</summary>
    [JsonIgnore]
    public double? Throughput => Counts.Bytes > 0 && Seconds > 0 ? Counts.Bytes / Seconds : null;

    /// <summary>Operations a second.</summary>
    [JsonIgnore]
    public double OperationRate => Seconds > 0 ? Counts.Operations / Seconds : 0;
}

/// <summary>Specs and results as files.</summary>
public static class RunFiles
{
    public static void Write(string path, RunSpec spec) => File.WriteAllBytes(path, JsonSerializer.SerializeToUtf8Bytes(spec, RunJson.Default.RunSpec));

    public static void Write(string path, RunResult result) => File.WriteAllBytes(path, JsonSerializer.SerializeToUtf8Bytes(result, RunJson.Default.RunResult));

    public static RunSpec ReadSpec(string path) => JsonSerializer.Deserialize(File.ReadAllBytes(path), RunJson.Default.RunSpec)!;

    /// <summary>Null when there is none, because the process ended before it could write it.</summary>
    public static RunResult? ReadResult(string path)
    {
        try
        {
            return File.Exists(path) ? JsonSerializer.Deserialize(File.ReadAllBytes(path), RunJson.Default.RunResult) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true)]
[JsonSerializable(typeof(RunSpec))]
[JsonSerializable(typeof(RunResult))]
internal sealed partial class RunJson : JsonSerializerContext;
