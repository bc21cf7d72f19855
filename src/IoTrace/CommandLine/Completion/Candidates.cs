using Cocona.Command;

namespace IoTrace.Cli.CommandLine.Completion;

/// <summary>What may stand where the cursor is, found in the same descriptions from which commands are parsed.</summary>
internal static class Candidates
{
    private const string Dashes = "--";
    private const char EqualsSign = '=';

    /// <param name="words">The words behind <c>iotrace</c>, up to the one at the cursor, which may be empty.</param>
    public static IEnumerable<Candidate> For(IReadOnlyList<string> words, Terminal terminal)
    {
        var current = words.Count == 0 ? "" : words[^1];
        var before = words.SkipLast(1).ToList();
        if (before.Count == 0)
            return Starting(current, Names(CommandNames.All).Concat([new("--help", "Show help."), new("--version", "Show the version.")]));

        if (before is [CommandNames.Workload])
            return Starting(current, Names(CommandNames.OfWorkload.Where(n => n != CommandNames.RunHere)));

        string[] path = [.. before.Take(before[0] == CommandNames.Workload ? 2 : 1)];
        if (!CommandNames.All.Contains(path[0]) || (path.Length == 2 && !CommandNames.OfWorkload.Contains(path[1])))
            return [];

        var services = new CliServices(new CommandWords(path, []), terminal, TextWriter.Null);
        var command = CommandSet.Find(services.Commands.GetCommandCollection(), path);
        return For(command, [.. before.Skip(path.Length)], current);
    }

    private static IEnumerable<Candidate> For(CommandDescriptor command, List<string> before, string current)
    {
        if (before.Contains(Dashes))
            return [Candidate.Files];

        // bash takes an equals sign for a word of its own.
        if (current == "=")
            current = "";
        else if (before is [.., _, "="])
            before.RemoveAt(before.Count - 1);

        if (before.Count > 0 && Option(command, before[^1]) is { } option && IsValued(option))
            return Values.Of(option, current);

        if (current.StartsWith(Dashes, StringComparison.Ordinal) && current.Contains(EqualsSign) && Option(command, current.Split(EqualsSign)[0]) is { } named)
        {
            var head = current[..(current.IndexOf(EqualsSign) + 1)];
            return Values.Of(named, current[head.Length..]).Select(c => c == Candidate.Files ? c : c with { Value = head + c.Value });
        }

        if (current.StartsWith('-'))
            return Starting(current, command.Options.Where(o => !o.IsHidden).Select(o => new Candidate($"--{o.Name}", o.Description)).Append(new("--help", "Show help.")));

        return Values.OfArgument(command, current);
    }

    /// <summary>Those that begin with what is there already.</summary>
    public static IEnumerable<Candidate> Starting(string current, IEnumerable<Candidate> all) => all.Where(c => c.Value.StartsWith(current, StringComparison.Ordinal));

    private static IEnumerable<Candidate> Names(IEnumerable<string> names) => names.Select(n => new Candidate(n, ""));

    private static CommandOptionDescriptor? Option(CommandDescriptor command, string word) => word switch
    {
        ['-', '-', .. var name] => command.Options.FirstOrDefault(o => o.Name == name),
        ['-', var letter] => command.Options.FirstOrDefault(o => o.ShortName.Contains(letter)),
        _ => null,
    };

    private static bool IsValued(CommandOptionDescriptor option) => option.UnwrappedOptionType != typeof(bool);
}
