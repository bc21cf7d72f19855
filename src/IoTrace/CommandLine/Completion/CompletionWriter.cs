namespace IoTrace.Cli.CommandLine.Completion;

/// <summary>What the scripts of <see cref="CompletionScript"/> read: a candidate a line, its description behind a tab.</summary>
internal static class CompletionWriter
{
    public static int WriteCandidates(IReadOnlyList<string> words, Terminal terminal)
    {
        foreach (var candidate in Candidates.For(words, terminal).Distinct())
            terminal.Output.WriteLine($"{SafeText.Of(candidate.Value)}\t{SafeText.Of(candidate.Description)}".TrimEnd('\t'));

        return ExitCode.Ok;
    }

    public static int WriteScript(string shell, Terminal terminal)
    {
        terminal.Output.WriteLine(CompletionScript.For(shell));
        return ExitCode.Ok;
    }
}
