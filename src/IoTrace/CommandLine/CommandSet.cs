using Cocona;
using Cocona.Builder;
using Cocona.Command;

using IoTrace.Cli.CommandLine.Completion;
using IoTrace.Cli.CommandLine.Parameters;
using IoTrace.Cli.Commands;

namespace IoTrace.Cli.CommandLine;

/// <summary>All commands: what each is called, what its help says, and what it does with its parameters.</summary>
internal static class CommandSet
{
    /// <param name="path">The command that is asked for: it alone is described in full, for that takes reflection. Without any, all are named.</param>
    public static IReadOnlyList<ICommandData> Of(IReadOnlyList<string> path, Terminal terminal)
    {
        var builder = new CoconaCommandsBuilder();
        Add(builder, path.Count == 0 ? null : path[0], TopLevel(terminal));
        if (path is [] or [CommandNames.Workload, ..])
        {
            builder.AddSubCommand(CommandNames.Workload, workloads => Add(workloads, path.Count < 2 ? null : path[1], OfWorkload(terminal)))
                .WithDescription("Programs whose behavior is known: profile one, or compare several.");
        }

        return builder.Build();
    }

    /// <summary>The command of that path.</summary>
    public static CommandDescriptor Find(CommandCollection commands, IReadOnlyList<string> path)
    {
        var command = commands.All.First(c => path.Count > 0 ? c.Name == path[0] : c.IsPrimaryCommand);
        return command.SubCommands is null ? command : Find(command.SubCommands, [.. path.Skip(1)]);
    }

    private static void Add(ICoconaCommandsBuilder builder, string? wanted, IEnumerable<Entry> entries)
    {
        foreach (var entry in entries.Where(e => wanted is null || e.Name == wanted))
        {
            // For a list of commands their names will do.
            var command = builder.AddCommand(entry.Name, wanted is null ? Nothing : entry.Body).WithDescription(entry.Description).WithMetadata(entry.Docs);
            if (entry.IsHidden)
                command.WithMetadata(new HiddenAttribute());
        }
    }

    private static IEnumerable<Entry> TopLevel(Terminal terminal) =>
    [
        new(CommandNames.Ps, "List the .NET processes that can be attached to, and what is in the way of the others.", new("[options]", "ps"),
            (PsParameters own, CommonParameters common) => PsCommand.Run(own.ToRequest(), terminal)),
        new(CommandNames.Attach, "Profile a running process. It is not restarted, and runs on afterwards.",
            new("<pid or name> [options]", "attach 4711", "attach MyService -d 30s --html report.html", "attach -p 4711 -o slow.iotrace"),
            (AttachParameters own, RecordingParameters recording, OutputParameters output, CommonParameters common) => AttachCommand.RunAsync(own.ToRequest(recording, output), terminal)),
        new(CommandNames.Launch, "Start a command and profile the .NET process in it from its first instruction.",
            new("[options] -- <command> [args]", "launch -- dotnet run", "launch --fail-on io,thread-pool-starvation -- dotnet test", "launch -d 30s -o start.iotrace -- ./MyService --port 8080"),
            (LaunchParameters own, RecordingParameters recording, OutputParameters output, CommonParameters common) => LaunchCommand.RunAsync(own.ToRequest(recording, output), terminal)),
        new(CommandNames.Report, "Analyze a recording again, in any output format.",
            new("<file> [options]", "report slow.iotrace", "report slow.iotrace --json - | jq .verdict", "report trace.nettrace --markdown report.md"),
            (ReportParameters own, OutputParameters output, CommonParameters common) => own.RunAsync(output, terminal)),
        new(CommandNames.Diff, "Tell what changed between recordings from before and after a change, and what chance explains.",
            new("<before> <after> [options], or <before>... -- <after>...", "diff before.iotrace after.iotrace", "diff b1.iotrace b2.iotrace b3.iotrace -- a1.iotrace a2.iotrace a3.iotrace", "diff before.iotrace after.iotrace --markdown - --fail-on-regression 10%"),
            (DiffParameters own, CommonParameters common) => DiffCommand.Run(own.ToRequest(), terminal)),
        new(CommandNames.Check, "Tell what this machine, this user and a target allow, collector by collector, and how to get more.",
            new("[pid or name] [options]", "check", "check MyService"),
            (CheckParameters own, CommonParameters common) => CheckCommand.Run(own.ToRequest(), terminal)),
        new(CommandNames.Completion, "Print the script with which bash or zsh completes commands, options, processes and workloads.",
            new("<shell>", "completion bash", "completion zsh"),
            (CompletionParameters own, CommonParameters common) => CompletionWriter.WriteScript(own.Shell, terminal)),
        new(CommandNames.Complete, "What a shell asks with.", new("-- <words>"), (CompleteParameters own) => CompletionWriter.WriteCandidates(own.Words, terminal)) { IsHidden = true },
        new(CommandNames.Compare, "Run commands of yours in turns, and tell which is faster and how sure that is.",
            new("<command>... [options]", "compare --name before './old/app data' --name after './new/app data'", "compare './app data' --save before.json", "compare './app data' --with before.json --runs 20"),
            (CompareParameters own, RaceParameters race, ComparisonParameters results, CommonParameters common) => CompareCommand.RunAsync(own.ToRequest(race, results), terminal)),
    ];

    private static IEnumerable<Entry> OfWorkload(Terminal terminal) =>
    [
        new(CommandNames.List, "List the workloads, their settings, and the verdict to expect.", new("[options]", "workload list"),
            (CommonParameters common) => WorkloadListCommand.Run(terminal)),
        new(CommandNames.Run, "Run a workload in a process of its own under the profiler; show its figures and the report.",
            new("<name> [options]", "workload run fsync-log", "workload run copy-async --size 1GiB --cache cold"),
            (WorkloadRunParameters own, WorkloadSettingParameters settings, RecordingParameters recording, OutputParameters output, CommonParameters common) =>
                WorkloadRunCommand.RunAsync(own.ToRequest(settings, recording, output), terminal)),
        new(CommandNames.Compare, "Run workloads or commands in turns, and tell which is faster and how sure that is.",
            new("<name>... [options]", "workload compare copy-sync copy-async copy-parallel", "workload compare copy-sync:buffer=4KiB copy-sync:buffer=1MiB --save sizes.json"),
            (WorkloadCompareParameters own, RaceParameters race, WorkloadSettingParameters settings, ComparisonParameters results, CommonParameters common) =>
                CompareCommand.RunAsync(own.ToRequest(race, settings, results), terminal)),
        new(CommandNames.RunHere, "The process in which a workload runs.", new("<spec>"), (RunHereParameters own) => WorkloadChildCommand.RunAsync(own.Spec)) { IsHidden = true },
    ];

    private static int Nothing() => ExitCode.Ok;

    private sealed record Entry(string Name, string Description, CommandDocs Docs, Delegate Body)
    {
        public bool IsHidden { get; init; }
    }
}
