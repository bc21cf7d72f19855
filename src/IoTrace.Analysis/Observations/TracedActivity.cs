namespace IoTrace.Analysis.Observations;

/// <summary>What the program's own tracing says it was doing: <c>Activity.Current</c>, such as a request that it serves.</summary>
/// <param name="Name">Its display name; many can have the same.</param>
/// <param name="Id">Its own; empty where it has none.</param>
public readonly record struct TracedActivity(string Name, string Id);
