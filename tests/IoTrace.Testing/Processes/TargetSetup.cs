namespace IoTrace.Testing;

/// <summary>How a target program is started.</summary>
/// <param name="Arguments">The mode and its options.</param>
public sealed record TargetSetup(params IReadOnlyList<string> Arguments)
{
    /// <summary>Variables to set on top of the test's own environment.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>What runs the target, where it is not to be its executable: a copy of it, or a command that becomes it in the end.</summary>
    public IReadOnlyList<string>? Command { get; init; }

    public string? WorkingDirectory { get; init; }

    /// <summary>Throttles and quotas the target runs under from its first instruction on.</summary>
    public IReadOnlyList<ControlGroup> Groups { get; init; } = [];

    /// <summary>How long preparation may take.</summary>
    public TimeSpan ReadyWithin { get; init; } = TimeSpan.FromSeconds(60);
}
