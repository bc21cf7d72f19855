using IoTrace.Accuracy.Records;
using IoTrace.Accuracy.Running;
using IoTrace.Accuracy.Scenarios;
using IoTrace.Accuracy.Statistics;
using static IoTrace.Accuracy.Reporting.Figures;

namespace IoTrace.Accuracy.Reporting;

/// <summary>The bound "if I/O were free", held against runs in which it was.</summary>
internal static class WhatIfSection
{
    private const double Near = 0.1;

    private const string Explanation = """
        Predicted: the share of the window that would go away if I/O cost nothing, from a launch with the probe. Real: how much less of that window the same work took
        with its files in memory, without a throttle, and with a peer that answers at once. Both in per cent of the window; medians.
        """;

    public static string Write(IReadOnlyList<RunRecord> runs)
    {
        var table = new MarkdownTable("scenario", "predicted", "interval", "real", "error, points", "within 10");
        var errors = new List<double>();
        foreach (var scenario in Suite.All)
        {
            var predictions = runs.Where(r => r.Key.Kind == RunKind.WhatIf && r.Key.Scenario == scenario.Name && r is { Verdict.IoFree: not null, Time: not null }).ToList();
            if (predictions.Count == 0 || Free(runs, scenario) is not { } free) continue;
            var predicted = Median.Of(predictions.Select(r => r.Verdict!.IoFree!.Value))!.Value;
            var real = Median.Of(predictions.Select(r => (r.Time!.TotalSeconds - free) / r.Verdict!.Window))!.Value;
            var error = predicted - real;
            errors.Add(error);
            IEnumerable<double> Ends(Func<Verdict, double?> end) => predictions.Select(r => end(r.Verdict!)).OfType<double>();
            table.Add(scenario.Name, Points(predicted), $"{Points(Median.Of(Ends(r => r.IoFreeLow)))} to {Points(Median.Of(Ends(r => r.IoFreeHigh)))}", Points(real),
                Points(error), Math.Abs(error) <= Near ? "yes" : "**no**");
        }

        if (table.IsEmpty) return "";
        var near = new Proportion(errors.Count(e => Math.Abs(e) <= Near), errors.Count);
        return $"## What-if bounds\n\n{Explanation}\n\n{table}\nWithin 10 points: {near.Count} of {near.Of}, {near}. "
            + $"Median of the absolute error: {Points(Median.Of(errors.Select(Math.Abs)))} points.\n\n";
    }

    private static double? Free(IReadOnlyList<RunRecord> runs, Scenario scenario) => Median.Of(runs
        .Where(r => r.Key.Kind == RunKind.Intervention && r.Key.Scenario == scenario.Name && r.Key.Lever == Lever.Free && r.Time is not null)
        .Select(r => r.Time!.TotalSeconds));
}
