using IoTrace.Accuracy.Records;
using IoTrace.Accuracy.Running;
using IoTrace.Accuracy.Scenarios;
using IoTrace.Accuracy.Statistics;
using static IoTrace.Accuracy.Reporting.Figures;

namespace IoTrace.Accuracy.Reporting;

/// <summary>What the run time of each scenario really hangs on, and where that contradicts its label.</summary>
internal static class InterventionSection
{
    private const string Explanation = """
        Each scenario's amount of work, alone and with one thing at half its speed: disk (half the throttle's grants, or half of what this machine's
        disk gives one thread), processors (a quota of half of those it would use, in periods of 4 ms), peer (twice the delay). Figures are the relative change of the
        run time, medians: 0 does not matter, 1 is all that matters. What changes it most is the bound; two within 2 to 3 are mixed; nothing over 0.2 is neither.
        """;

    public static string Write(IReadOnlyList<RunRecord> runs)
    {
        var table = new MarkdownTable("scenario", "label", "alone, s", "disk", "cpu", "peer", "by intervention", "agrees");
        var contradictions = new List<string>();
        foreach (var scenario in Suite.All)
        {
            if (Seconds(runs, scenario, Lever.None) is not { } alone) continue;
            var elasticity = new Elasticity(
                Elasticity.Of(alone, Seconds(runs, scenario, Lever.Disk)),
                Elasticity.Of(alone, Seconds(runs, scenario, Lever.Cpu)),
                Elasticity.Of(alone, Seconds(runs, scenario, Lever.Peer)));
            // Of a suite that was stopped on the way nothing can be said yet.
            if (elasticity.Disk is null || elasticity.Cpu is null || (scenario.Peer is not null && elasticity.Peer is null)) continue;
            var agrees = Expected(scenario).Contains(elasticity.Bound);
            if (!agrees) contradictions.Add(scenario.Name);
            table.Add(scenario.Name, scenario.LabelText, Number(alone), Number(elasticity.Disk), Number(elasticity.Cpu), Number(elasticity.Peer),
                elasticity.Bound, agrees ? "yes" : "**no**");
        }

        if (table.IsEmpty) return "";
        var summary = contradictions.Count == 0 ? "No label is contradicted." : $"Contradicted labels: {string.Join("; ", contradictions)}.";
        return $"## Labels by intervention\n\n{Explanation}\n\n{table}\n{summary}\n\n";
    }

    /// <summary>The bounds that an intervention may find, if a label is right.</summary>
    internal static IReadOnlySet<string> Expected(Scenario scenario) =>
        scenario.Labels.Select(l => l.Bound).ToHashSet();

    /// <summary>The median run time under a lever.</summary>
    private static double? Seconds(IReadOnlyList<RunRecord> runs, Scenario scenario, Lever lever) => Median.Of(runs
        .Where(r => r.Key.Kind == RunKind.Intervention && r.Key.Scenario == scenario.Name && r.Key.Lever == lever && r.Time is not null)
        .Select(r => r.Time!.Seconds));
}
