namespace IoTrace.Capture;

/// <summary>What to launch.</summary>
/// <param name="Command">The program, looked up in PATH.</param>
/// <param name="Arguments">Its arguments.</param>
/// <param name="Duration">How long to profile; null for until it ends.</param>
/// <param name="Children">Whether to profile the SDK's own helper processes as well, and report every .NET process.</param>
/// <param name="Probe">Whether to load the probe, for exact figures of files and sockets.</param>
public sealed record LaunchRequest(string Command, IReadOnlyList<string> Arguments, TimeSpan? Duration, bool Children, bool Probe)
{
    /// <summary>Whether to sample managed stacks, for which the runtime is suspended now and then.</summary>
    public bool Stacks { get; init; } = true;
}
