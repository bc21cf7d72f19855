using Cocona;

namespace IoTrace.Cli.CommandLine.Parameters;

/// <summary>What <c>iotrace completion</c> takes.</summary>
internal sealed class CompletionParameters : ICommandParameterSet
{
    [Argument("shell", Description = "bash or zsh.")]
    public string Shell { get; set; } = "";
}
