using IoTrace.Capture;
using IoTrace.Cli.CommandLine.Parameters;
using IoTrace.Workloads;

namespace IoTrace.Cli.CommandLine;

/// <summary>A command line, split into the command and what follows it.</summary>
/// <param name="Path">The command and its subcommand; empty where none was given.</param>
/// <param name="Rest">The words behind them.</param>
internal sealed record CommandWords(IReadOnlyList<string> Path, string[] Rest)
{
    public const string Tool = "iotrace";
    public const string Help = "--help";
    public const string Version = "--version";
    private const string Dashes = "--";
    private const string Verbose = "--verbose";
    private static readonly string[] HelpWords = [Help, "-h", "-?"];

    /// <summary>As a person types it: <c>iotrace workload run</c>.</summary>
    public string Name => string.Join(' ', Path.Prepend(Tool));

    /// <summary>Whether a command stands there that can be run.</summary>
    public bool IsComplete => Path is [not CommandNames.Workload, ..] or [_, _];

    /// <summary>Whether help is asked for; what stands behind <c>--</c> does not count.</summary>
    public bool IsHelp => Rest.TakeWhile(word => word != Dashes).Any(HelpWords.Contains);

    public bool IsVersion => Path.Count == 0 && Rest is [Version, ..];

    /// <summary>All of it again. Cocona drops <c>--</c>, so what stands behind it in a diff is marked.</summary>
    public string[] Words => [.. Path, .. Path is [CommandNames.Diff] ? AfterMarked() : Rest];

    private IEnumerable<string> AfterMarked() =>
        [.. Rest.TakeWhile(word => word != Dashes), .. Rest.SkipWhile(word => word != Dashes).Skip(1).SelectMany(word => new[] { DiffParameters.AfterOption, word })];

    /// <summary>The same command, asked for its help.</summary>
    public CommandWords AsHelp() => this with { Rest = [Help] };

    /// <summary>Whether each step and the stack of an unexpected error are to be shown.</summary>
    public static bool IsVerbose(string[] args) => args.TakeWhile(word => word != Dashes).Contains(Verbose);

    /// <exception cref="IoTraceException">There is no such command, or an option stands before it.</exception>
    public static CommandWords Of(string[] args)
    {
        // The one option that may stand before the command.
        args = [.. args.SkipWhile(word => word == Verbose)];
        if (args is ["help", .. var topic])
            args = [.. topic, Help];

        if (args is [] or [Version, ..] || HelpWords.Contains(args[0]))
            return new CommandWords([], args);

        if (args[0].StartsWith('-'))
            throw new IoTraceException(OptionBeforeCommand(args), ExitCode.Usage);

        var path = new List<string> { Find(args[0], CommandNames.All, Tool) };
        if (path[0] == CommandNames.Workload && args.Length > 1 && !args[1].StartsWith('-'))
            path.Add(Find(args[1], CommandNames.OfWorkload, $"{Tool} {CommandNames.Workload}"));

        return new CommandWords(path, args[path.Count..]);
    }

    private static string Find(string word, string[] names, string command) =>
        names.Contains(word) || (word == CommandNames.Complete && command == Tool) ? word
        : CommandNames.Elsewhere.TryGetValue(word, out var instead) ? throw new IoTraceException(Messages.CommandElsewhere(word, instead), ExitCode.Usage)
        : throw new IoTraceException(Messages.NoSuchCommand(word, command, CloseNames.To(word, names.Where(n => n != CommandNames.RunHere))), ExitCode.Usage);

    private static string OptionBeforeCommand(string[] args) =>
        args.FirstOrDefault(CommandNames.All.Contains) is { } command ? Messages.OptionBeforeCommand(args[0], $"{Tool} {command}") : Messages.NoSuchOption(args[0], Tool, []);
}
