namespace IoTrace.Testing;

/// <summary>A command to run to its end.</summary>
/// <param name="FileName">The program, by path or as PATH finds it.</param>
/// <param name="Arguments">Its arguments, passed on without a shell.</param>
public sealed record ToolCommand(string FileName, params IReadOnlyList<string> Arguments)
{
    /// <summary>Variables to set, or to remove where the value is null, on top of the test's own environment.</summary>
    public IReadOnlyDictionary<string, string?> Environment { get; init; } = new Dictionary<string, string?>();

    public string? WorkingDirectory { get; init; }

    /// <summary>What the command reads from its standard input; it always finds the end there, never a terminal.</summary>
    public string Input { get; init; } = "";

    /// <summary>After this the command and its descendants are killed.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(60);

    public override string ToString() => $"{FileName} {string.Join(' ', Arguments)}";
}
