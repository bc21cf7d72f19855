using IoTrace.Analysis.Results;
using IoTrace.Analysis.Tallies;

namespace IoTrace.Analysis.Verdicts.Figures;

/// <summary>Calls that never wait: how many, how large, and on which files. Nothing is blocked in them, so only counts tell.</summary>
internal static class CallFigures
{
    /// <summary>Below this share of the calls a file is one among many. Chosen: of four that are alike none is named.</summary>
    private const double WorthNaming = 0.3;

    /// <summary>
    /// From this share on, the calls are less about content than about entries, and larger buffers are no answer. Chosen: as much as makes a
    /// file worth naming.
    /// </summary>
    private const double MuchMetadata = 0.3;

    /// <summary>The same operation under the file that was read from: it must not count twice.</summary>
    private const string Again = "copySource";

    public static IEnumerable<(string Name, string? Value)> Of(AdviceFacts facts)
    {
        var counted = facts.Files.Select(f => (File: f, Count: Operations(f).Sum(o => o.Count))).OrderByDescending(f => f.Count).ToList();
        var (exact, bySystem) = (PerSecond(counted.Sum(f => f.Count), facts.CountedSeconds), VolumeFigures.CallsPerSecond(facts.Window.Volume));
        var all = Math.Max(exact, bySystem);
        var most = counted.Take(2).Where(f => all > 0 && PerSecond(f.Count, facts.CountedSeconds) >= WorthNaming * all).Select(f => CauseFigures.Code(f.File.Path)).ToList();
        var operations = facts.Files.SelectMany(Operations).ToList();
        var entries = PerSecond(operations.Where(o => Results.Causes.MetadataOperations.Contains(o.Kind)).Sum(o => o.Count), facts.CountedSeconds);
        var moving = operations.Where(o => o.Bytes is not null).ToList();
        IEnumerable<(string, string?)> values =
        [
            ("files", most.Count > 0 ? string.Join(" and ", most) : null),
            ("calls", Amount.Number(all)),
            ("metadata", all > 0 && entries >= MuchMetadata * all ? Amount.Share(entries / all) : null),
        ];
        var calls = moving.Sum(o => o.Count);
        return values.Concat(
            // What the probe does not see (the console, other libraries) makes up most of the calls.
            bySystem > exact ? CallSize.Of(VolumeFigures.BytesPerCall(facts.Window.Volume))
            // No buffer is too small where no call has one.
            : exact > 0 && calls == 0 ? []
            : CallSize.Of(Amount.Ratio(moving.Sum(o => o.Bytes ?? 0), calls)));
    }

    private static IEnumerable<OperationUsage> Operations(CountedFile file) => file.Operations.Where(o => o.Kind != Again);

    private static double PerSecond(long count, double seconds) => Amount.Ratio(count, seconds) ?? 0;
}
