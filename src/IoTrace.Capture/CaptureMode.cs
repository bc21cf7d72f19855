namespace IoTrace.Capture;

/// <summary>How to profile a process.</summary>
/// <param name="Attached">Whether it ran before, so that methods compiled earlier have to be listed.</param>
/// <param name="FromBirth">Whether the window reaches back to its start, because we started it.</param>
/// <param name="Probe">Whether to load the probe into it.</param>
internal readonly record struct CaptureMode(bool Attached, bool FromBirth, bool Probe);
