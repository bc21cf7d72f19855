using IoTrace.Analysis.Observations;

namespace IoTrace.Analysis.Timeline;

/// <summary>The thread that fires the runtime's timers, at a look.</summary>
/// <param name="Snapshot">What it is in.</param>
/// <param name="SinceItFired">For how long it has not moved.</param>
internal readonly record struct TimerLook(ThreadSnapshot Snapshot, Duration SinceItFired);
