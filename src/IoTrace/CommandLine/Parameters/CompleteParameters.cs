using Cocona;

namespace IoTrace.Cli.CommandLine.Parameters;

/// <summary>What a shell asks with.</summary>
internal sealed class CompleteParameters : ICommandParameterSet
{
    [Argument("words", Description = "The words behind iotrace, up to the cursor.")]
    [HasDefaultValue]
    public string[] Words { get; set; } = [];
}
