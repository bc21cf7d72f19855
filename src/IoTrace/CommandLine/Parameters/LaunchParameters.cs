using Cocona;

using IoTrace.Capture;
using IoTrace.Cli.Commands;

namespace IoTrace.Cli.CommandLine.Parameters;

/// <summary>What <c>iotrace launch</c> takes of its own.</summary>
internal sealed class LaunchParameters : ICommandParameterSet
{
    [Argument("command", Description = "The command and all of its arguments, behind `--`: iotrace launch [options] -- <command> [args].")]
    public string[] Command { get; set; } = [];

    [Option("duration", ['d'], ValueName = "TIME", Description = "Stop profiling after this time; the command runs on (default: until it ends).")]
    [HasDefaultValue]
    public TimeSpan? Duration { get; set; }

    [Option("children", Description = "Report every .NET process in the command, the SDK's own included; --fail-on goes for each.")]
    public bool Children { get; set; }

    public (LaunchRequest Launch, ReportRequest Report) ToRequest(RecordingParameters recording, OutputParameters output) =>
        (new LaunchRequest(Command[0], Command[1..], Duration, Children, recording.UsesProbe(byDefault: true)) { Stacks = !recording.NoStacks }, output.ToRequest(recording.Recording));
}
