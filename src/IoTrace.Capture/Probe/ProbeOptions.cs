namespace IoTrace.Capture.Probe;

/// <summary>What a session asks of the probe. The probe keeps each value within bounds of its own.</summary>
public sealed record ProbeOptions
{
    /// <summary>How often aggregates are sent.</summary>
    public TimeSpan Period { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How often the time of each thread in I/O calls, and pending network waits, are sent.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Operations at least this long get an event of their own, with the stack if the session collects stacks.</summary>
    public TimeSpan Threshold { get; init; } = TimeSpan.FromMilliseconds(1);

    /// <summary>At most so many of those a second; what is left out is counted.</summary>
    public int OperationsPerSecond { get; init; } = 100;

    /// <summary>At most so many paths and endpoints in a period; the rest is summed under its folder's "(other files)", or "(other endpoints)".</summary>
    public int MaxResources { get; init; } = 2000;

    /// <summary>Path of a <see cref="ProbeFinalFile"/> for what happens last in a target that ends; null without.</summary>
    public string? FinalFile { get; init; }
}
