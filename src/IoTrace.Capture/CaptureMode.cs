namespace IoTrace.Capture;

/// <summary>How to profile a process.</summary>
/// <param name="Attached">Whether it ran before, so that methods compiled earlier have to be listed.</param>
/// <param name="FromBirth">Whether the window reaches back to its start, because we started it.</param>
/// <param name="Probe">Whether to load the probe into it.</param>
/// <param name="Stacks">Whether to sample its stacks, for which the runtime is suspended now and then.</param>
internal readonly record struct CaptureMode(bool Attached, bool FromBirth, bool Probe, bool Stacks);
