using Cocona;

using IoTrace.Cli.Commands;

namespace IoTrace.Cli.CommandLine.Parameters;

/// <summary>What <c>iotrace compare</c> takes of its own.</summary>
internal sealed class CompareParameters : ICommandParameterSet
{
    [Argument("command", Description = "Commands of yours, each in quotes; the shell runs them. One is enough beside saved results (--with).")]
    [HasDefaultValue]
    public string[] Commands { get; set; } = [];

    [Option("name", ['n'], ValueName = "NAME", Description = "What to call a command: the first --name is for the first command, and so on.")]
    [HasDefaultValue]
    public string[] Names { get; set; } = [];

    public CompareRequest ToRequest(RaceParameters race, ComparisonParameters results) =>
        new([], NamedCommands.Of(Commands, Names), race.ToPlan(seed: null), race.LeastDifference, Directory: null, results.ToRequest());
}
