using Cocona;

using IoTrace.Workloads;
using IoTrace.Workloads.Comparison;
using IoTrace.Workloads.Statistics;

namespace IoTrace.Cli.CommandLine.Parameters;

/// <summary>How a comparison is made.</summary>
internal sealed class RaceParameters : ICommandParameterSet
{
    private const int DefaultRuns = 10;
    private const int MostRuns = 1000;

    [Option("runs", ValueName = "N", Description = "Runs of each (default 10).")]
    [HasDefaultValue]
    public string? Runs { get; set; }

    [Option("warm-up", ValueName = "N", Description = "Runs of each before the first that counts (default 1).")]
    [HasDefaultValue]
    public string? WarmUp { get; set; }

    [Option("threshold", ValueName = "PERCENT", Description = "The least difference that matters (default 2%).")]
    [HasDefaultValue]
    public string? Threshold { get; set; }

    [Option("no-verdict", Description = "Leave out the profiled run that tells what each is bound by.")]
    public bool NoVerdict { get; set; }

    /// <summary>The least difference that matters, as a fraction.</summary>
    public double LeastDifference => Threshold is { } text ? Units.Share("threshold", text) : Contrast.DefaultThreshold;

    public RacePlan ToPlan(int? seed) => new(
        Units.Number("runs", Runs ?? $"{DefaultRuns}", 1, MostRuns), Units.Number("warm-up", WarmUp ?? "1", 0, MostRuns), !NoVerdict, seed ?? WorkloadSettings.DefaultSeed);
}
