using IoTrace.Accuracy.Running;

namespace IoTrace.Accuracy.Trials;

/// <summary>What a trial was a trial of.</summary>
/// <param name="Suite">The suite's command.</param>
/// <param name="Program">The program's name.</param>
/// <param name="Setting">What was set for it, with its unit, such as a latency.</param>
/// <param name="Order">Where the setting stands among the others.</param>
/// <param name="Round">Counted from 1.</param>
internal sealed record TrialKey(string Suite, string Program, string Setting, int Order, Way Way, int Round);
