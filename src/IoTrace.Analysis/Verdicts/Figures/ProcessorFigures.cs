using System.Globalization;

using IoTrace.Analysis.Verdicts.Rules;

namespace IoTrace.Analysis.Verdicts.Figures;

/// <summary>Processors: how many are busy, how many there are, and who keeps them.</summary>
internal static class ProcessorFigures
{
    /// <summary>One busy thread and the runtime's own take little more than one processor. Chosen: a fifth of one for the runtime's.</summary>
    private const double OneThread = 1.2;

    /// <summary>With so much of the machine in use there is nothing left to spread over. Chosen: no more than a tenth of it is left.</summary>
    private const double NearlyAll = 0.9;

    /// <summary>Fewer processors would read as 0.0.</summary>
    private const double Smallest = 0.05;

    public static IEnumerable<(string Name, string? Value)> Of(WindowFeatures window)
    {
        var used = window.ProcessorsUsed.ToString("0.0", CultureInfo.InvariantCulture);
        var known = window is { Processors: > 1, ProcessorsUsed: > Smallest };
        var idle = known && window.ProcessorsUsed + (window.Volume?.OthersBusy ?? 0) < NearlyAll * window.Processors;
        var quota = CpuContentionRule.HeldBackByQuota(window);
        return
        [
            // Beside busy neighbours the others are not free.
            ("oneThread", idle && window.ProcessorsUsed < OneThread ? $"{used} of {window.Processors} processors" : null),
            ("someIdle", idle && window.ProcessorsUsed >= OneThread ? $"{used} of {window.Processors} processors" : null),
            ("allBusy", known && !idle ? (window.ProcessorsUsed < NearlyAll * window.Processors ? $"all {window.Processors} processors, {used} of them by this process," : $"{used} of {window.Processors} processors") : null),
            ("throttled", quota ? Amount.Share(Math.Min(1, window.Volume!.ThrottledSeconds / window.Volume.Seconds)) : null),
            ("quota", quota ? "quota" : null),
            ("neighbours", quota ? null : "Other processes"),
        ];
    }
}
