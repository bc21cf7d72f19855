using IoTrace.Capture.Recording;

namespace IoTrace.Capture;

/// <summary>A process under observation.</summary>
/// <param name="Tool">Whether it is one of the SDK's own.</param>
/// <param name="Parent">The nearest observed process it came from.</param>
internal sealed record Observed(ProcessCapture Capture, RecordingFolder Folder, bool Tool, int? Parent);
