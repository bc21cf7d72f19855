using Cocona;

using IoTrace.Cli.Commands;
using IoTrace.Workloads;

namespace IoTrace.Cli.CommandLine.Parameters;

/// <summary>What <c>iotrace workload compare</c> takes of its own.</summary>
internal sealed class WorkloadCompareParameters : ICommandParameterSet
{
    private static readonly TimeSpan DefaultDuration = TimeSpan.FromSeconds(1);

    [Argument("name", Description = "Workloads, each with settings of its own behind a colon: copy-sync:buffer=4KiB")]
    [HasDefaultValue]
    public string[] Names { get; set; } = [];

    [Option("command", ValueName = "COMMAND", Description = "A command of yours to compare as well, run by the shell; may be given several times.")]
    [HasDefaultValue]
    public string[] Commands { get; set; } = [];

    [Option("name", ['n'], ValueName = "NAME", Description = "What to call a command: the first --name is for the first --command, and so on.")]
    [HasDefaultValue]
    public string[] CommandNames { get; set; } = [];

    public CompareRequest ToRequest(RaceParameters race, WorkloadSettingParameters settings, ComparisonParameters results)
    {
        if (Names.Length == 0)
            settings.RefuseAll();

        var common = settings.ToPatch();
        common = common with { Duration = common.Duration ?? DefaultDuration };
        var plans = Names.Select(text => (Name: text, Plan: PlanParser.Parse(text, common, strict: false))).ToList();
        PlanParser.CheckUsed(common, [.. plans.Select(p => p.Plan)]);
        return new CompareRequest(plans, NamedCommands.Of(Commands, CommandNames), race.ToPlan(common.Seed), race.LeastDifference, settings.Directory, results.ToRequest());
    }
}
