using System.Globalization;
using IoTrace.Accuracy.Calibration;
using IoTrace.Accuracy.HeldOut;

namespace IoTrace.Accuracy.Reporting;

/// <summary>What was right, build by build: a row for each commit, suite and way. A row that is made again replaces the older one.</summary>
internal static class HistoryFile
{
    public const string Name = "history.csv";
    private const string Head = "commit,date,suite,way,programs,runs,right,abstained,wrong over 0.9,held out";
    private const int KeyColumns = 4;

    /// <summary>The rows that are there, with those of these judgements.</summary>
    public static string Merge(string? existing, IReadOnlyList<Judgement> judgements, DateTimeOffset date)
    {
        var rows = (existing ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => line != Head).ToList();
        foreach (var group in judgements.GroupBy(j => (Commit: j.Commit ?? "?", j.Suite, j.Way)).OrderBy(g => g.Key.Suite, StringComparer.Ordinal).ThenBy(g => g.Key.Way))
        {
            var row = string.Create(CultureInfo.InvariantCulture,
                $"{group.Key.Commit},{date:yyyy-MM-dd},{group.Key.Suite},{group.Key.Way},{group.Select(j => j.Program).Distinct().Count()},{group.Count()},{group.Count(j => j.IsRight)},{group.Count(j => j.IsAbstention)},{group.Count(j => j.IsWrong && j.Confidence > 0.9)},{(group.Key.Suite == HeldOutSuite.Name ? "yes" : "no")}");
            rows.RemoveAll(old => Key(old) == Key(row));
            rows.Add(row);
        }

        return string.Join('\n', [Head, .. rows]) + "\n";
    }

    private static string Key(string row) => string.Join(',', row.Split(',').Take(KeyColumns).Where((_, i) => i != 1));
}
