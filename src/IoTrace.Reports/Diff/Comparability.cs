using IoTrace.Analysis.Results;
using IoTrace.Reports.Formatting;

namespace IoTrace.Reports.Diff;

/// <summary>What differs between two sides besides the change that is to be judged.</summary>
internal static class Comparability
{
    /// <summary>Windows whose lengths differ by more than this factor may cover different parts of a program.</summary>
    private const double WindowRatio = 3;

    public static IReadOnlyList<string> Of(IReadOnlyList<Diagnosis> before, IReadOnlyList<Diagnosis> after) =>
    [
        .. Differs("program", before, after, diagnosis => diagnosis.Target.Name),
        .. Differs("runtime", before, after, diagnosis => diagnosis.Target.RuntimeVersion ?? "unknown"),
        .. Differs("operating system", before, after, diagnosis => diagnosis.Target.Os ?? "unknown"),
        .. Differs("evidence", before, after, Evidence),
        .. Windows(before, after),
    ];

    private static IEnumerable<string> Differs(string what, IReadOnlyList<Diagnosis> before, IReadOnlyList<Diagnosis> after, Func<Diagnosis, string> of)
    {
        var (b, a) = (All(before, of), All(after, of));
        if (b != a)
            yield return $"The {what} differs: {b} before, {a} after.";
    }

    private static IEnumerable<string> Windows(IReadOnlyList<Diagnosis> before, IReadOnlyList<Diagnosis> after)
    {
        // Of programs that ran to their end the window is the result, not a condition.
        if (before.Concat(after).All(diagnosis => diagnosis.Target.ExitCode is not null))
            yield break;

        var lengths = before.Concat(after).Select(diagnosis => diagnosis.Window.DurationSeconds).ToList();
        if (lengths.Max() > WindowRatio * lengths.Min())
            yield return $"The recordings have different lengths: {Quantity.Duration(lengths.Min())} to {Quantity.Duration(lengths.Max())}.";
    }

    private static string Evidence(Diagnosis diagnosis) =>
        string.Join(", ", diagnosis.Quality.Collectors.Where(one => one.Status is "ok" or "degraded").Select(one => Wording.Collector(one.Name)).Order(StringComparer.Ordinal));

    private static string All(IReadOnlyList<Diagnosis> side, Func<Diagnosis, string> of) =>
        string.Join(" or ", side.Select(of).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
}
