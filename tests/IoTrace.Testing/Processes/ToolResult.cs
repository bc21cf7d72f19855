namespace IoTrace.Testing;

/// <summary>How a command ended.</summary>
/// <param name="ExitCode">Its exit code, 128 + N if signal N ended it.</param>
/// <param name="Output">All of its standard output.</param>
/// <param name="Error">All of its standard error.</param>
/// <param name="TimedOut">It was killed because its time was over.</param>
public sealed record ToolResult(int ExitCode, string Output, string Error, bool TimedOut)
{
    /// <summary>The lines of the standard output, without the empty one behind the last line end.</summary>
    public IReadOnlyList<string> Lines => Output.Length == 0 ? [] : Output.TrimEnd('\n').Split('\n');

    /// <summary>Everything at once, for the message of a failed assertion.</summary>
    public override string ToString() => $"exit code {ExitCode}{(TimedOut ? " (timed out)" : "")}\n{Output}\n{Error}";
}
