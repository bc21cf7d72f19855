using IoTrace.Analysis.Results;

namespace IoTrace.Analysis.Verdicts.Figures;

/// <summary>
/// Exact operations of the kinds that belong to a cause: of the file that has the most of it, or of all files where none stands out.
/// </summary>
internal static class FileFigures
{
    /// <summary>From this share of the calls on, that they fail is worth a sentence. Chosen: programs look for some files that need not be there.</summary>
    private const double ManyFail = 0.05;

    private const int KindsNamed = 2;

    private const string Writes = "write";
    private const string WriteThrough = "writeThrough";

    public static IEnumerable<(string Name, string? Value)> Of(Cause cause, AdviceFacts facts)
    {
        var kinds = Causes.Of(cause).Operations;
        var named = facts.Subject.File(cause);
        var files = facts.Files.Where(f => named is null || f.Path == named).ToList();
        var all = files.SelectMany(f => f.Operations).ToList();
        var own = all.Where(o => kinds.Contains(o.Kind)).ToList();
        var count = own.Sum(o => o.Count);
        // Percentiles of different files and kinds cannot be added up.
        var leading = named is null ? null : own.MaxBy(o => o.Seconds);
        IEnumerable<(string, string?)> values =
        [
            ("calls", Rate(count, facts)),
            ("p50", Amount.Percentile(leading?.P50, leading?.Count ?? 0)),
            ("p99", Amount.Percentile(leading?.P99, leading?.Count ?? 0)),
            ("kinds", Kinds(own, count)),
            ("entries", Several(files.Count(f => f.Operations.Any(o => kinds.Contains(o.Kind))))),
            ("failed", own.Sum(o => o.Errors) is var errors && errors >= ManyFail * count && count > 0 ? Amount.Share((double)errors / count) : null),
            ("writesPerSync", Amount.Ratio(Count(Writes), Count("sync")) is { } ratio ? Amount.Number(ratio) : null),
            ("writeThrough", Amount.Ratio(Count(WriteThrough), facts.CountedSeconds) is { } rate ? Amount.Number(rate) : null),
        ];
        return values.Concat(CallSize.Of(Amount.Ratio(own.Sum(o => o.Bytes ?? 0), own.Where(o => o.Bytes is not null).Sum(o => o.Count))));

        long Count(string kind) => all.Where(o => o.Kind == kind).Sum(o => o.Count);
    }

    private static string? Rate(long count, AdviceFacts facts) =>
        Amount.Ratio(count, facts.CountedSeconds) is { } rate ? Amount.Number(rate) : null;

    private static string? Several(int number) => number > 1 ? Say.Count(number) : null;

    /// <summary>"open 52 % and stat 40 %".</summary>
    private static string? Kinds(List<OperationUsage> own, long count)
    {
        var most = own.GroupBy(o => o.Kind, o => o.Count).Select(g => (Kind: g.Key, Count: g.Sum())).OrderByDescending(k => k.Count).Take(KindsNamed)
            .Where(k => k.Count > 0).Select(k => $"{k.Kind} {Say.Percent((double)k.Count / count)}").ToList();
        return most.Count > 0 ? string.Join(" and ", most) : null;
    }
}
