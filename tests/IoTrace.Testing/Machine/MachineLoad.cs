namespace IoTrace.Testing;

/// <summary>How busy the machine is just before something is measured.</summary>
/// <param name="Busy">The share of its processors that others used over the last look, 0 to 1.</param>
/// <param name="Running">Threads that ran or wanted to at the end of the look.</param>
/// <param name="Load">The load average of the last minute.</param>
/// <param name="WaitedSeconds">How long it was waited for quiet.</param>
public sealed record MachineLoad(double Busy, int Running, double Load, double WaitedSeconds);
