using Cocona;

using IoTrace.Cli.Commands;

namespace IoTrace.Cli.CommandLine.Parameters;

/// <summary>What <c>iotrace ps</c> takes.</summary>
internal sealed class PsParameters : ICommandParameterSet
{
    [Option("json", ValueName = "FILE|-", Description = "Write the list as JSON; - is standard output.")]
    [HasDefaultValue]
    public string? Json { get; set; }

    public PsRequest ToRequest() => new(Json);
}
