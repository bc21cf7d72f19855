namespace IoTrace.Analysis.Results;

/// <summary>A span of the window in which one verdict holds, between two changes.</summary>
/// <param name="StartSeconds">Offset from the window's start.</param>
/// <param name="DurationSeconds">How long it lasted.</param>
/// <param name="Share">Its share of what was seen of the window; 0 to 1, the phases sum to 1.</param>
/// <param name="Verdict">What limits the process in it; its confidence is that of this span alone.</param>
/// <param name="WallClock">Shares of the span that sum to 1.</param>
public sealed record Phase(double StartSeconds, double DurationSeconds, double Share, Verdict Verdict, StateTimes WallClock);
