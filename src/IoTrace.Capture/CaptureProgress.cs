namespace IoTrace.Capture;

/// <summary>What a capture has done so far, for a progress display.</summary>
/// <param name="Target">The process's name and id; null until one was found.</param>
/// <param name="Elapsed">Time since the capture began.</param>
/// <param name="Total">The length that was asked for; null for open end.</param>
/// <param name="Bytes">Bytes of runtime events received.</param>
/// <param name="Processes">Processes under observation.</param>
public readonly record struct CaptureProgress(string? Target, TimeSpan Elapsed, TimeSpan? Total, long Bytes, int Processes);
