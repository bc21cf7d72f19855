using System.Globalization;

using Cocona.Command;

using IoTrace.Capture.Targets;
using IoTrace.Cli.Commands;
using IoTrace.Workloads;

namespace IoTrace.Cli.CommandLine.Completion;

/// <summary>The values that an option or an argument may have: processes, workloads, verdicts, files.</summary>
internal static class Values
{
    private const char ListSeparator = ',';

    public static IEnumerable<Candidate> Of(CommandOptionDescriptor option, string current) => option.ValueName switch
    {
        "PID" => Candidates.Starting(current, Ids()),
        "NAME" when option.Name == "name" => Candidates.Starting(current, ProcessNames()),
        "LIST" => Verdicts(current),
        "FOLDER" or "COMMAND" => [Candidate.Files],
        var file when file.StartsWith("FILE", StringComparison.Ordinal) => [Candidate.Files],
        var choice when choice.Contains('|') => Candidates.Starting(current, choice.Split('|').Select(c => new Candidate(c, ""))),
        _ => [],
    };

    public static IEnumerable<Candidate> OfArgument(CommandDescriptor command, string current) => command.Name switch
    {
        CommandNames.Attach or CommandNames.Check => Candidates.Starting(current, Ids().Concat(ProcessNames())),
        CommandNames.Report or CommandNames.Launch => [Candidate.Files],
        CommandNames.Completion => Candidates.Starting(current, CompletionScript.Shells.Select(s => new Candidate(s, ""))),
        CommandNames.Run => Candidates.Starting(current, Workloads()),
        // Those of one's own commands have a name that is no workload's.
        CommandNames.Compare when command.Options.Any(o => o.Name == "command") => Candidates.Starting(current, Workloads()),
        _ => [],
    };

    private static IEnumerable<Candidate> Ids() => Processes().Select(p => new Candidate(p.Pid.ToString(CultureInfo.InvariantCulture), p.Name));

    private static IEnumerable<Candidate> ProcessNames() => Processes().GroupBy(p => p.Name).Select(g => new Candidate(g.Key, g.Count() == 1 ? $"pid {g.First().Pid}" : $"{g.Count()} processes"));

    private static IEnumerable<ProcessInfo> Processes() => ProcessFinder.All().Where(p => p.Pid != Environment.ProcessId && p.Name != CommandWords.Tool);

    private static IEnumerable<Candidate> Workloads() => Catalogue.All.Select(w => new Candidate(w.Info.Name, w.Info.Description));

    /// <summary>The last entry of a list; those before it stay.</summary>
    private static IEnumerable<Candidate> Verdicts(string current)
    {
        var head = current[..(current.LastIndexOf(ListSeparator) + 1)];
        return Candidates.Starting(current, FailOn.Names.Select(n => new Candidate(head + n, "")));
    }
}
