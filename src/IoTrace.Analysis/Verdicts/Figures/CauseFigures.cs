using IoTrace.Analysis.Results;

namespace IoTrace.Analysis.Verdicts.Figures;

/// <summary>The values of the placeholders on the page of a cause.</summary>
internal static class CauseFigures
{
    public static IReadOnlyDictionary<string, string?> Of(Cause cause, AdviceFacts facts)
    {
        var subject = facts.Subject;
        var values = new Dictionary<string, string?>
        {
            ["share"] = facts.Shares.TryGetValue(cause, out var share) ? Amount.Share(share) : null,
            ["site"] = Code(subject.Site(cause)),
            ["file"] = Code(subject.File(cause)),
            ["host"] = Code(subject.Host),
            ["lock"] = subject.Lock,
        };
        foreach (var (name, value) in Own(cause, facts))
        {
            values[name] = value;
        }

        return values;
    }

    /// <summary>As code in Markdown.</summary>
    public static string? Code(string? name) => name is null ? null : $"`{name.Replace('`', '\'')}`";

    private static IEnumerable<(string Name, string? Value)> Own(Cause cause, AdviceFacts facts) => cause switch
    {
        Cause.FileRead or Cause.FileWrite or Cause.FileSync or Cause.FileMetadata or Cause.Pipe =>
            FileFigures.Of(cause, facts).Concat(VolumeFigures.OfStorage(facts.Window.Volume)),
        Cause.CpuKernelIo => CallFigures.Of(facts),
        Cause.Network => PeerFigures.Of(facts),
        Cause.Gc => RuntimeFigures.Of(facts.Gc, facts.Window.Seconds),
        Cause.LockContention => RuntimeFigures.Of(facts.Locks),
        Cause.ThreadPoolStarvation => RuntimeFigures.Of(facts.Pool),
        Cause.CpuUser or Cause.CpuContention => ProcessorFigures.Of(facts.Window),
        Cause.Jit or Cause.Sleep or Cause.Idle => [],
    };
}
