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
        with its files in memory, without a throttle, and with a peer that answers at once, looked at in the same way. Bare: the same with that run not looked at, so that
        what the tool costs counts as won too. All in per cent of the window; medians.
        """;

    public static string Write(IReadOnlyList<RunRecord> runs)
    {
        var table = new MarkdownTable("scenario", "predicted", "interval", "real", "error, points", "within 10", "bare", "error, points");
        var (errors, bareErrors) = (new List<double>(), new List<double>());
        foreach (var scenario in Suite.All)
        {
            var of = runs.Where(r => r.Key.Scenario == scenario.Name && r.Time is not null).ToList();
            var predictions = of.Where(r => r.Key is { Kind: RunKind.WhatIf, Lever: null } && r.Verdict?.IoFree is not null).ToList();
            var free = TimeOf(of.Where(r => r.Key is { Kind: RunKind.WhatIf, Lever: Lever.Free }));
            var bare = TimeOf(of.Where(r => r.Key is { Kind: RunKind.Intervention, Lever: Lever.Free }));
            if (predictions.Count == 0 || free is null) continue;

            double Won(double time) => Median.Of(predictions.Select(r => (r.Time!.TotalSeconds - time) / r.Verdict!.Window))!.Value;
            IEnumerable<double> Ends(Func<Verdict, double?> end) => predictions.Select(r => end(r.Verdict!)).OfType<double>();
            var predicted = Median.Of(predictions.Select(r => r.Verdict!.IoFree!.Value))!.Value;
            var error = predicted - Won(free.Value);
            var bareError = bare is { } time ? predicted - Won(time) : (double?)null;
            errors.Add(error);
            if (bareError is { } known) bareErrors.Add(known);
            table.Add(scenario.Name, Points(predicted), $"{Points(Median.Of(Ends(r => r.IoFreeLow)))} to {Points(Median.Of(Ends(r => r.IoFreeHigh)))}",
                Points(Won(free.Value)), Points(error), IsNear(error) ? "yes" : "**no**", Points(bare is null ? null : Won(bare.Value)), Points(bareError));
        }

        if (table.IsEmpty) return "";
        return $"## What-if bounds\n\n{Explanation}\n\n{table}\nWithin 10 points: {Share(errors)}; against the bare runs {Share(bareErrors)}. "
            + $"Median of the absolute error: {Points(Median.Of(errors.Select(Math.Abs)))} points.\n\n";
    }

    private static double? TimeOf(IEnumerable<RunRecord> runs) => Median.Of(runs.Select(r => r.Time!.TotalSeconds));

    private static bool IsNear(double error) => Math.Abs(error) <= Near;

    private static string Share(List<double> errors)
    {
        var near = new Proportion(errors.Count(IsNear), errors.Count);
        return $"{near.Count} of {near.Of}, {near}";
    }
}
