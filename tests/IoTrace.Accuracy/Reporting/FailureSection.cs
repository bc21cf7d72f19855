using IoTrace.Accuracy.Records;

namespace IoTrace.Accuracy.Reporting;

/// <summary>Runs without a result.</summary>
internal static class FailureSection
{
    public static string Write(IReadOnlyList<RunRecord> runs)
    {
        var table = new MarkdownTable("run that failed", "why");
        foreach (var run in runs.Where(r => r.Failed))
            table.Add($"{run.Key.Scenario} ({run.Key.How}, round {run.Key.Round})", run.Error!.Split('\n')[0]);
        return table.IsEmpty ? "" : $"## Failed runs\n\n{table}\n";
    }
}
