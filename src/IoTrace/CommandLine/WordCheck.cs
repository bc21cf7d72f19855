using Cocona.Command;

using IoTrace.Capture;
using IoTrace.Workloads;

namespace IoTrace.Cli.CommandLine;

/// <summary>
/// Finds what Cocona's parser passes over in silence: unknown options but for the first, values that are missing or doubled, and words
/// that nothing takes.
/// </summary>
internal sealed class WordCheck
{
    private const string Dashes = "--";

    private readonly CommandWords words;
    private readonly CommandDescriptor command;
    private readonly string usage;
    private readonly HashSet<string> valued = [];
    private readonly List<string> before = [];
    private readonly List<string> behind = [];
    private int next;

    private WordCheck(CommandWords words, CommandDescriptor command)
    {
        this.words = words;
        this.command = command;
        usage = $"{words.Name} {CommandDocs.Of(command).Usage}".TrimEnd();
    }

    private bool IsLaunch => command.Name == CommandNames.Launch;

    /// <exception cref="IoTraceException">Something is wrong; the first such thing is told.</exception>
    public static void Check(CommandWords words, CommandDescriptor command)
    {
        var check = new WordCheck(words, command);
        check.ReadWords();
        check.CountArguments();
    }

    private void ReadWords()
    {
        while (next < words.Rest.Length)
        {
            var word = words.Rest[next++];
            if (word == Dashes)
            {
                behind.AddRange(words.Rest[next..]);
                return;
            }

            if (word.StartsWith("--", StringComparison.Ordinal))
                ReadLong(word);
            else if (word.Length > 1 && word[0] == '-')
                ReadShort(word);
            else
                before.Add(word);
        }
    }

    private void ReadLong(string word)
    {
        var parts = word.Split('=', 2);
        Take(command.Options.FirstOrDefault(o => o.Name == parts[0][2..]) ?? throw Unknown(word), parts[0], parts.Length > 1 ? parts[1] : null);
    }

    /// <summary>Several flags may stand in one word, and an option with its value behind them.</summary>
    private void ReadShort(string word)
    {
        for (var i = 1; i < word.Length; i++)
        {
            var option = command.Options.FirstOrDefault(o => o.ShortName.Contains(word[i])) ?? throw Unknown(word);
            if (IsFlag(option) && (i + 1 == word.Length || word[i + 1] != '='))
                continue;

            Take(option, $"-{word[i]}", i + 1 < word.Length ? word[(i + 1)..] : null);
            return;
        }
    }

    private void Take(CommandOptionDescriptor option, string name, string? value)
    {
        if (IsFlag(option))
        {
            if (value is not null)
                throw Wrong(Messages.NoValue(name, words.Name));

            return;
        }

        if (value is null && (next == words.Rest.Length || IsOption(value = words.Rest[next++])))
            throw Wrong(Messages.ValueMissing(name, option.ValueName, words.Name));

        if (value.Length == 0 && option.ValueName.StartsWith("FILE", StringComparison.Ordinal))
            throw Wrong(Messages.EmptyPath(name, option.ValueName));

        if (!valued.Add(option.Name) && !option.IsEnumerableLike)
            throw Wrong(Messages.ValueTwice(name, option.ValueName, words.Name));
    }

    private void CountArguments()
    {
        if (before.Count > 0 && behind.Count > 0 && IsLaunch)
            throw Wrong(Messages.BeforeDashes(before[0]));

        List<string> all = [.. before, .. behind];
        if (all.Count < command.Arguments.Count(a => a.IsRequired))
            throw Wrong(Messages.ArgumentMissing(command.Arguments[all.Count].Name, usage));

        if (all.Count > command.Arguments.Count && !command.Arguments.Any(a => a.IsEnumerableLike))
            throw Wrong(Messages.Surplus(all[command.Arguments.Count], usage));
    }

    private IoTraceException Unknown(string word)
    {
        // Without dashes a word that begins with one is taken for an option of ours, even behind the command.
        if (IsLaunch && before.Count > 0 && !words.Rest.Skip(next).Contains(Dashes))
            return Wrong(Messages.CommandWithoutDashes(word, before[0]));

        return Wrong(Messages.NoSuchOption(word, words.Name, CloseNames.To(word.Split('=')[0], command.Options.Where(o => !o.IsHidden).Select(o => $"--{o.Name}"))));
    }

    private static bool IsFlag(CommandOptionDescriptor option) => option.UnwrappedOptionType == typeof(bool);

    /// <summary>A dash alone is standard output, and a number may be negative.</summary>
    private static bool IsOption(string word) => word.Length > 1 && word[0] == '-' && !char.IsAsciiDigit(word[1]);

    private static IoTraceException Wrong(string message) => new(message, ExitCode.Usage);
}
