namespace IoTrace.Capture.Targets;

/// <summary>A .NET process that has appeared in a launched command.</summary>
/// <param name="IsHeld">Whether it waits at the gate; otherwise its program runs.</param>
internal readonly record struct NewRuntime(int Pid, bool IsHeld);
