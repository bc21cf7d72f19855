using System.Text;
using IoTrace.Accuracy.Running;
using IoTrace.Accuracy.Scenarios;
using IoTrace.Accuracy.Statistics;
using static IoTrace.Accuracy.Reporting.Figures;

namespace IoTrace.Accuracy.Reporting;

/// <summary>How often verdicts are right: by way, by scenario, by confidence.</summary>
internal static class VerdictSection
{
    /// <summary>Over this, a verdict must not be wrong.</summary>
    private const double Sure = 0.9;

    public static string Write(IReadOnlyList<Judged> verdicts)
    {
        if (verdicts.Count == 0) return "";
        var ways = verdicts.Select(v => v.Way).Distinct().Order().ToList();
        return new StringBuilder("## Verdicts\n\n")
            .Append(ByWay(verdicts, ways)).Append('\n')
            .Append("### By scenario\n\nRight of all runs; in brackets the least confidence of a right one.\n\n").Append(ByScenario(verdicts, ways)).Append('\n')
            .Append(Wrong(verdicts))
            .Append("### Reliability\n\nHow many verdicts of a confidence are right. Abstentions are left out.\n\n").Append(ByConfidence(verdicts, ways)).Append('\n')
            .Append(Dials(verdicts, ways))
            .Append(Confusions(verdicts, ways))
            .ToString();
    }

    private static MarkdownTable ByWay(IReadOnlyList<Judged> verdicts, List<Way> ways)
    {
        var table = new MarkdownTable("way", "runs", "right", "95 % interval", "abstained", "wrong", $"wrong with confidence over {Sure}", "scenarios under 9 of 10");
        foreach (var way in ways)
        {
            var of = verdicts.Where(v => v.Way == way).ToList();
            var right = new Proportion(of.Count(v => v.IsRight), of.Count);
            var weak = of.GroupBy(v => v.Scenario).Count(s => s.Count(v => v.IsRight) < 0.9 * s.Count());
            table.Add($"{way}", $"{of.Count}", $"{right.Share * 100:F1} %", $"{right.Low * 100:F1}–{right.High * 100:F1} %", $"{of.Count(v => v.IsAbstention)}",
                $"{of.Count(v => v.IsWrong)}", $"{of.Count(v => v.IsWrong && v.Verdict.Confidence > Sure)}", $"{weak}");
        }

        return table;
    }

    private static MarkdownTable ByScenario(IReadOnlyList<Judged> verdicts, List<Way> ways)
    {
        var table = new MarkdownTable(["scenario", "label", .. ways.Select(w => $"{w}")]);
        foreach (var scenario in Suite.All)
        {
            var cells = ways.Select(way => verdicts.Where(v => v.Scenario == scenario && v.Way == way).ToList())
                .Select(of => of.Count == 0 ? "-" : $"{of.Count(v => v.IsRight)}/{of.Count} ({Number(of.Where(v => v.IsRight).Min(v => (double?)v.Verdict.Confidence))})")
                .ToList();
            if (cells.Any(c => c != "-")) table.Add([scenario.Name, scenario.LabelText, .. cells]);
        }

        return table;
    }

    private static string Wrong(IReadOnlyList<Judged> verdicts)
    {
        var table = new MarkdownTable("wrong", "label", "way", "said", "confidence", "wall clock", "neighbours, of these stolen");
        foreach (var v in verdicts.Where(v => v.IsWrong).OrderBy(v => v.Way).ThenByDescending(v => v.Verdict.Confidence))
        {
            var states = v.Verdict.WallClock.Where(s => s.Value >= 0.02).OrderByDescending(s => s.Value).Select(s => $"{s.Key} {s.Value:F2}");
            var confidence = v.Verdict.Confidence > Sure ? $"**{Number(v.Verdict.Confidence)}**" : Number(v.Verdict.Confidence);
            table.Add(v.Scenario.Name, v.Scenario.LabelText, $"{v.Way}", v.Said, confidence, string.Join(", ", states), v.Run.During is { } load ? $"{Points(load.Others)} %, {Points(load.Stolen)} %" : "-");
        }

        return table.IsEmpty ? "No verdict was wrong.\n\n" : $"### Wrong verdicts\n\nNeighbours: what of all processors others used during the run, other machines on the same hardware included.\n\n{table}\n";
    }

    private static MarkdownTable ByConfidence(IReadOnlyList<Judged> verdicts, List<Way> ways)
    {
        var table = new MarkdownTable(["confidence", "promised", "kept", .. ways.Select(w => $"{w}")]);
        var judged = verdicts.Where(v => !v.IsAbstention).ToList();
        var all = Bins(judged);
        var byWay = ways.Select(way => Bins(judged.Where(v => v.Way == way))).ToList();
        for (var i = 0; i < all.Count; i++)
        {
            table.Add([$"{all[i].From:F2} to {all[i].To:F2}", Number(all[i].MeanConfidence), $"{all[i].Right}",
                .. byWay.Select(bins => $"{bins[i].Right.Count}/{bins[i].Right.Of}")]);
        }

        return table;
    }

    private static IReadOnlyList<ReliabilityBin> Bins(IEnumerable<Judged> verdicts) =>
        Reliability.Bins([.. verdicts.Select(v => (v.Verdict.Confidence, v.IsRight))]);

    private static string Dials(IReadOnlyList<Judged> verdicts, List<Way> ways)
    {
        var table = new MarkdownTable("dial", "way", "verdicts from little to much I/O", "one way");
        var groups = verdicts.Where(v => v.Scenario.Dial is not null).GroupBy(v => (Kind: v.Scenario.Name.Split(' ')[1], v.Way));
        foreach (var dial in groups.OrderBy(g => g.Key.Kind, StringComparer.Ordinal).ThenBy(g => ways.IndexOf(g.Key.Way)))
        {
            var settings = dial.GroupBy(v => v.Scenario.Dial!.Value).OrderBy(g => g.Key).ToList();
            var said = settings.Select(s => $"{s.Key * 100:F0} %: {string.Join(' ', s.GroupBy(v => v.Verdict.Bound).Select(b => $"{b.Key} {b.Count()}"))}");
            var levels = settings.Select(s => s.Select(v => Monotonicity.Level(v.Verdict.Bound)).Where(l => l is not null).Average(l => l!.Value));
            var isOnOneSide = dial.All(v => Monotonicity.Level(v.Verdict.Bound) is not null);
            table.Add(dial.Key.Kind, $"{dial.Key.Way}", string.Join("; ", said), isOnOneSide ? (Monotonicity.Holds(levels) ? "yes" : "**no**") : "**other bounds**");
        }

        return table.IsEmpty ? "" : $"### The dial\n\nThe same program with ever more I/O: the verdict has to go from cpu over mixed to io and never back.\n\n{table}\n";
    }

    private static string Confusions(IReadOnlyList<Judged> verdicts, List<Way> ways)
    {
        var text = new StringBuilder();
        foreach (var way in ways)
        {
            // Where several labels are right, the one that was said counts as the truth.
            var confusion = new Confusion(verdicts.Where(v => v.Way == way).Select(v => (v.IsRight ? v.Said : v.Scenario.LabelText.Split('|')[0], v.Said)));
            var table = new MarkdownTable(["true \\ said", .. confusion.Sayings]);
            foreach (var truth in confusion.Truths)
                table.Add([truth, .. confusion.Sayings.Select(said => confusion[truth, said] is var n && n == 0 ? "" : $"{n}")]);
            text.Append($"### Confusion, {way}\n\n{table}\n");
        }

        return text.ToString();
    }
}
