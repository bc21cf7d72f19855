using Cocona;

using IoTrace.Cli.Commands;

namespace IoTrace.Cli.CommandLine.Parameters;

/// <summary>What <c>iotrace check</c> takes.</summary>
internal sealed class CheckParameters : ICommandParameterSet
{
    [Argument("pid or name", Description = "A process to check for as well.")]
    [HasDefaultValue]
    public string? Target { get; set; }

    public CheckRequest ToRequest() => new(Target is null ? null : TargetChoice.Of(Target, null, null));
}
