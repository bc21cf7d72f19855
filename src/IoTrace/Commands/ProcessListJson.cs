using System.Text.Json;
using System.Text.Json.Serialization;

using IoTrace.Capture.Targets;

namespace IoTrace.Cli.Commands;

/// <summary>A list of processes for scripts. What is not known is absent.</summary>
internal sealed record ProcessListJson(IReadOnlyList<ProcessJson> Processes)
{
    public string SchemaVersion { get; init; } = "1.0";

    public static void Write(IEnumerable<ProcessInfo> processes, Stream stream) => JsonSerializer.Serialize(
        stream,
        new ProcessListJson([.. processes.Select(p => new ProcessJson(p.Pid, p.Name, p.RuntimeVersion, p.User, PsCommand.StateName(p.State), Redaction.Secrets(p.CommandLine), p.Obstacle is { } o ? new ObstacleJson(o.Reason, o.Remedy) : null, p.Place?.Container, p.Place?.InnerPid))]),
        ProcessListContext.Default.ProcessListJson);
}

/// <param name="State">What its main thread does: running, sleeping, disk wait, stopped.</param>
/// <param name="Obstacle">What is in the way of attaching; absent when nothing is.</param>
/// <param name="Container">The container that it lives in, where it is known.</param>
/// <param name="InnerPid">The process id that it has for itself; absent where it sees the machine as IoTrace does.</param>
internal sealed record ProcessJson(int Pid, string Name, string? RuntimeVersion, string User, string State, string CommandLine, ObstacleJson? Obstacle, string? Container, int? InnerPid);

/// <param name="Remedy">What to do about it.</param>
internal sealed record ObstacleJson(string Reason, string Remedy);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, WriteIndented = true)]
[JsonSerializable(typeof(ProcessListJson))]
internal sealed partial class ProcessListContext : JsonSerializerContext;
