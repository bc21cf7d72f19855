using IoTrace.Accuracy.Running;
using IoTrace.Accuracy.Statistics;
using IoTrace.Accuracy.Trials;
using static IoTrace.Accuracy.Reporting.Figures;

namespace IoTrace.Accuracy.Reporting;

/// <summary>Verdicts beside the truth that was measured for each.</summary>
internal static class TrialSection
{
    private const double Sure = 0.9;

    public static string Write(IReadOnlyList<Trial> trials) =>
        $"{string.Concat(Ways(trials).Select(way => $"### {way.Key}\n\n{Rows(way)}\n"))}{Failures(trials)}### Sums\n\n{Sums(trials)}{Noise(trials)}";

    /// <summary>A line a way: what the bars of a suite are held against.</summary>
    public static MarkdownTable Sums(IReadOnlyList<Trial> trials)
    {
        var table = new MarkdownTable("way", "bound right", "unknown", $"wrong over {Sure}", "what-if within 10", "within 15", "median error", "too low by 10", "cause", "file or peer");
        foreach (var way in Ways(trials))
        {
            var judged = way.Where(t => t.Verdict is not null).ToList();
            var errors = judged.Select(t => t.WhatIfError).OfType<double>().ToList();
            table.Add($"{way.Key}", Share(judged, t => t.IsRight), $"{judged.Count(t => t.IsAbstention)}", $"{judged.Count(t => t.IsWrong && t.Verdict!.Confidence > Sure)}",
                Share(errors, e => Math.Abs(e) <= 0.1), Share(errors, e => Math.Abs(e) <= 0.15), Points(Median.Of(errors.Select(Math.Abs))), $"{errors.Count(e => e < -0.1)}",
                Share([.. judged.Select(t => t.HasRightCause).OfType<bool>()], right => right), Share([.. judged.Select(t => t.NamesResource).OfType<bool>()], named => named));
        }

        return table;
    }

    /// <summary>On a machine with other work to do truths and verdicts are of different moments.</summary>
    private static string Noise(IReadOnlyList<Trial> trials) => trials.Count(t => t.Busy > QuietMachine.Threshold) is var busy and > 0
        ? $"\n{busy} of {trials.Count} began on a busy machine: their truths are doubtful.\n"
        : "";

    private static IEnumerable<IGrouping<Way, Trial>> Ways(IEnumerable<Trial> trials) => trials.GroupBy(t => t.Key.Way).OrderBy(g => g.Key);

    private static MarkdownTable Rows(IEnumerable<Trial> trials)
    {
        var table = new MarkdownTable("program", "setting", "true I/O", "true CPU", "right", "said", "confidence", "what-if", "expected", "error", "");
        foreach (var trial in trials.Where(t => t.Verdict is not null).OrderBy(t => t.Key.Program, StringComparer.Ordinal).ThenBy(t => t.Key.Order).ThenBy(t => t.Key.Round))
        {
            var verdict = trial.Verdict!;
            table.Add(trial.Key.Program, trial.Key.Setting, Points(trial.Truth.Io), Points(trial.Truth.Cpu), string.Join(" or ", trial.Truth.Bounds),
                verdict.Cause is { } cause ? $"{verdict.Bound}/{cause}" : verdict.Bound, Number(verdict.Confidence), Points(verdict.IoFree?.Share), Points(trial.Expected),
                Points(trial.WhatIfError), trial.IsWrong ? "**wrong**" : trial.IsAbstention ? "unknown" : string.Join(", ", Remarks(trial)));
        }

        return table;
    }

    private static IEnumerable<string> Remarks(Trial trial)
    {
        if (trial.HasRightCause == false) yield return "other cause";
        if (trial.NamesResource == false) yield return "other file or peer";
    }

    private static string Failures(IReadOnlyList<Trial> trials)
    {
        var table = new MarkdownTable("run that failed", "why");
        foreach (var trial in trials.Where(t => t.Error is not null)) table.Add($"{trial.Key.Program}, {trial.Key.Setting}, {trial.Key.Way}", trial.Error!.Split('\n')[0]);
        return table.IsEmpty ? "" : $"### Failed runs\n\n{table}\n";
    }

    private static string Share<T>(List<T> all, Func<T, bool> counts)
    {
        var share = new Proportion(all.Count(counts), all.Count);
        return share.Of == 0 ? "-" : $"{share.Count} of {share.Of}, {share.Share * 100:F0} %";
    }
}
