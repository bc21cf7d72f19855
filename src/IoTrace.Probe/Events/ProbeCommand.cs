namespace IoTrace.Probe.Events;

/// <summary>What a session wants: a start or a flush, with settings or without, or the end of the last one.</summary>
internal readonly record struct ProbeCommand(bool IsEnd, ProbeSettings? Settings);
