using Cocona;

using IoTrace.Cli.Commands;

namespace IoTrace.Cli.CommandLine.Parameters;

/// <summary>What <c>iotrace attach</c> takes of its own.</summary>
internal sealed class AttachParameters : ICommandParameterSet
{
    private static readonly TimeSpan DefaultDuration = TimeSpan.FromSeconds(10);

    [Argument("pid or name", Description = "Process id, or name as `iotrace ps` shows it.")]
    [HasDefaultValue]
    public string? Target { get; set; }

    [Option("process-id", ['p'], ValueName = "PID", Description = "The process, by its id.")]
    [HasDefaultValue]
    public int? ProcessId { get; set; }

    [Option("name", ['n'], ValueName = "NAME", Description = "The process, by its name.")]
    [HasDefaultValue]
    public string? Name { get; set; }

    [Option("duration", ['d'], ValueName = "TIME", Description = "How long to profile (default 10s): 30s, 1.5m, or 00:00:30.")]
    [HasDefaultValue]
    public TimeSpan? Duration { get; set; }

    public AttachRequest ToRequest(RecordingParameters recording, OutputParameters output) =>
        new(TargetChoice.Of(Target, ProcessId, Name), Duration ?? DefaultDuration, recording.UsesProbe(byDefault: false), !recording.NoStacks, output.ToRequest(recording.Recording));
}
