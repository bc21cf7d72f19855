using IoTrace.Accuracy.Records;
using IoTrace.Accuracy.Running;
using IoTrace.Accuracy.Scenarios;
using IoTrace.Accuracy.Statistics;
using static IoTrace.Accuracy.Reporting.Figures;

namespace IoTrace.Accuracy.Reporting;

/// <summary>The bounds, held against runs in which what they speak of came true.</summary>
internal static class WhatIfSection
{
    private const double Near = 0.1;

    private const string Explanation = """
        Predicted: the share of the window that would go away, from a launch with the probe. Real: how much less of that window the same work took when it came true,
        looked at in the same way. Bare: the same with that run not looked at, so that what the tool costs counts as won too. All in per cent of the window; of servers, in per
        cent of a request as its client waits for it; medians. The slow disks grant so many operations a second, and make up for a while in which none was asked for: where
        computing and such a disk take turns, less computing only makes for longer waits, and the bound on it is high.
        """;

    private static readonly BoundProof[] _proofs =
    [
        new("If I/O cost nothing: files in memory, no throttle, a peer that answers at once", Lever.Free, v => v.IoFree, v => v.RequestIoFree),
        new("If processor work cost half: half as many steps in what is computed", Lever.HalfSteps, v => v.CpuHalf, v => v.RequestCpuHalf),
    ];

    public static string Write(IReadOnlyList<RunRecord> runs)
    {
        var text = string.Concat(_proofs.Select(proof => Write(proof, runs)));
        return text.Length == 0 ? "" : $"## What-if bounds\n\n{Explanation}\n\n{text}";
    }

    private static string Write(BoundProof proof, IReadOnlyList<RunRecord> runs)
    {
        var table = new MarkdownTable("scenario", "predicted", "interval", "real", "error, points", "within 10", "bare", "error, points");
        var (errors, bareErrors) = (new List<double>(), new List<double>());
        foreach (var scenario in Suite.All)
        {
            var of = runs.Where(r => r.Key.Scenario == scenario.Name && r.Time is not null).ToList();
            var predictions = of.Where(r => r.Key is { Kind: RunKind.WhatIf, Lever: null } && proof.Bound(scenario, r) is not null).ToList();
            var with = TimeOf(of.Where(r => r.Key.Kind == RunKind.WhatIf && r.Key.Lever == proof.Lever));
            var bare = TimeOf(of.Where(r => r.Key.Kind == RunKind.Intervention && r.Key.Lever == proof.Lever));
            if (predictions.Count == 0 || with is null) continue;

            double Won(double time) => Median.Of(predictions.Select(r => (r.Time!.TotalSeconds - time) / BoundProof.Whole(scenario, r)))!.Value;
            double? Of(Func<WhatIfBound, double> figure) => Median.Of(predictions.Select(r => figure(proof.Bound(scenario, r)!)));
            var predicted = Of(b => b.Share)!.Value;
            var error = predicted - Won(with.Value);
            var bareError = bare is { } time ? predicted - Won(time) : (double?)null;
            errors.Add(error);
            if (bareError is { } known) bareErrors.Add(known);
            table.Add(scenario.Name, Points(predicted), $"{Points(Of(b => b.Low))} to {Points(Of(b => b.High))}",
                Points(Won(with.Value)), Points(error), IsNear(error) ? "yes" : "**no**", Points(bare is null ? null : Won(bare.Value)), Points(bareError));
        }

        if (table.IsEmpty) return "";
        return $"### {proof.Title}\n\n{table}\nWithin 10 points: {Share(errors)}; against the bare runs {Share(bareErrors)}. "
            + $"Lower than what was won by more than that, which an upper bound must not be: {errors.Count(e => e < -Near)}. "
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
