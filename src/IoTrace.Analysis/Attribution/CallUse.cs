using IoTrace.Analysis.Results;

namespace IoTrace.Analysis.Attribution;

/// <summary>What a thread did in I/O calls in a span, as the probe counted it from within.</summary>
/// <param name="Seconds">From entering to leaving, by the state that such a call is when it waits; exact.</param>
/// <param name="Cpu">The part of that on a CPU, by samples.</param>
internal readonly record struct CallUse(StateTimes Seconds, StateTimes Cpu);
