namespace IoTrace.Workloads.Comparison;

/// <summary>How a comparison is to be made.</summary>
/// <param name="Runs">Runs of each that count.</param>
/// <param name="WarmUps">Runs of each before them.</param>
/// <param name="Judge">Whether each also has a run under the profiler.</param>
/// <param name="Seed">Of the order in which they run.</param>
public sealed record RacePlan(int Runs, int WarmUps, bool Judge, int Seed);
