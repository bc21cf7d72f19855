using System.Globalization;

using IoTrace.Reports.Formatting;
using IoTrace.Workloads.Comparison;

namespace IoTrace.Reports.Comparison;

/// <summary>What saved results were measured under, in words.</summary>
internal static class ConditionNotes
{
    /// <summary>For each saved series its conditions, and what of them differs from what was measured now of the same workload.</summary>
    public static IEnumerable<string> Of(IReadOnlyList<Series> all)
    {
        foreach (var saved in all.Where(s => s.Saved))
        {
            if (saved.Conditions is not { } then)
            {
                yield return $"{saved.Name} (saved) does not say what it was measured under.";
                continue;
            }

            yield return $"{saved.Name} (saved) was measured on {then.MeasuredUtc.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)} UTC{Under(then)}.";
            foreach (var present in all.Where(s => !s.Saved && s.Conditions is not null && s.Subject is not null && s.Subject.Workload == saved.Subject?.Workload))
            {
                var differences = then.Against(present.Conditions!).Select(d => $"{d.What} was {d.Here} and is {d.There}").ToList();
                if (differences.Count > 0)
                    yield return $"CAUTION: {saved.Name} (saved) was not measured under the conditions of {present.Name}: {string.Join("; ", differences)}.";
            }
        }
    }

    private static string Under(Conditions conditions)
    {
        List<string> parts =
        [
            .. conditions.Settings.Count > 0 ? [string.Join(' ', conditions.Settings.Select(s => $"--{s.Key} {s.Value}"))] : Array.Empty<string>(),
            .. conditions.FileSystem is { } format ? [$"on {format}"] : Array.Empty<string>(),
            .. conditions.RuntimeVersion is { } version ? [$".NET {version}"] : Array.Empty<string>(),
            Quantity.Things(conditions.Processors, "processor"),
        ];
        return $", with {string.Join(", ", parts)}";
    }
}
