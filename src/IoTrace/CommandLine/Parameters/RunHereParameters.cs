using Cocona;

namespace IoTrace.Cli.CommandLine.Parameters;

/// <summary>What the process of a workload is told.</summary>
internal sealed class RunHereParameters : ICommandParameterSet
{
    [Argument("spec", Description = "The file that says what to run.")]
    public string Spec { get; set; } = "";
}
