namespace IoTrace.Workloads.Comparison;

/// <summary>A run that is about to be made.</summary>
/// <param name="Number">Which one it is, from 1.</param>
/// <param name="Total">Of how many.</param>
/// <param name="What">What it is for: warm-up, run, profile.</param>
/// <param name="Name">Whose it is.</param>
/// <param name="SecondsLeft">How long this and the others are likely to take; null before there is anything to go by.</param>
public readonly record struct RaceStep(int Number, int Total, string What, string Name, double? SecondsLeft);
