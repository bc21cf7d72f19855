using Cocona;

namespace IoTrace.Cli.CommandLine.Parameters;

/// <summary>What every command takes. Both are looked for before anything is bound, so nothing reads them here.</summary>
[HelpGroup("Other options:")]
internal sealed class CommonParameters : ICommandParameterSet
{
    [Option("verbose", Description = "Show each step with its time, and the stack of an unexpected error.")]
    public bool Verbose { get; set; }
}
