namespace IoTrace.Cli.CommandLine.Completion;

/// <summary>A word that may stand where the cursor is.</summary>
/// <param name="Value">The word.</param>
/// <param name="Description">What it is, for shells that show it.</param>
internal readonly record struct Candidate(string Value, string Description)
{
    /// <summary>The shell completes the name of a file.</summary>
    public static readonly Candidate Files = new(":files", "");
}
