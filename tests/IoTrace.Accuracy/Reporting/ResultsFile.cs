using System.Globalization;
using IoTrace.Accuracy.Records;
using IoTrace.Accuracy.Scenarios;
using IoTrace.Accuracy.Statistics;
using IoTrace.Accuracy.Trials;

namespace IoTrace.Accuracy.Reporting;

/// <summary>All tables in one Markdown file, dated by the last run.</summary>
internal static class ResultsFile
{
    /// <param name="runs">Of the labelled suite.</param>
    /// <param name="trials">Of the suites that measure the truth beside each verdict.</param>
    /// <param name="calibration">The section on confidence.</param>
    public static string Write(IReadOnlyList<RunRecord> runs, IReadOnlyList<Trial> trials, string calibration) =>
        $"# Accuracy, {Date(runs, trials)}\n\n{string.Concat(trials.GroupBy(t => t.Key.Suite).Select(suite => $"## {suite.Key}, {Commits(suite)}\n\n{TrialSection.Write([.. suite])}\n"))}{calibration}{(runs.Count > 0 ? Labelled(runs) : "")}".TrimEnd() + "\n";

    private static string Labelled(IReadOnlyList<RunRecord> runs) =>
        $"{Head(runs)}\n\n{VerdictSection.Write(Judged.All(runs))}{InterventionSection.Write(runs)}{WhatIfSection.Write(runs)}{FailureSection.Write(runs)}";

    private static string Commits(IEnumerable<Trial> trials) => string.Join(", ", trials.Select(t => t.Commit).OfType<string>().Distinct());

    private static string Date(IReadOnlyList<RunRecord> runs, IReadOnlyList<Trial> trials) =>
        runs.Select(r => r.At).Concat(trials.Select(t => t.At)).DefaultIfEmpty().Max().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Head(IReadOnlyList<RunRecord> runs)
    {
        var machines = runs.Select(r => r.Machine).OfType<MachineLoad>().ToList();
        var seconds = string.Join(", ", runs.Select(r => r.Key.Seconds).OfType<double>().Distinct().Order());
        var commits = runs.Select(r => r.Commit).OfType<string>().Distinct();
        return $"""
            {Suite.All.Count} scenarios; {runs.Count} runs{(seconds.Length > 0 ? $"; recordings of {seconds} s" : "")}. Tool built at {string.Join(", ", commits)}.
            Machine: {Machine.Describe()}.
            Before the runs the processors were in use for {Figures.Points(Median.Of(machines.Select(m => m.Busy)))} % (median; {machines.Count(m => m.Busy > QuietMachine.Threshold)} runs began on a busy machine).
            Programs that only wait were looked at {runs.Select(r => r.SideBySide).DefaultIfEmpty(1).Max()} at a time, all others alone.
            """ + (runs.Select(r => r.Neighbours).DefaultIfEmpty().Max() is var beside and > 0
            ? $"\nBeside the runs {beside} processes computed, as equals: the labels are those of a calm machine." : "");
    }
}
