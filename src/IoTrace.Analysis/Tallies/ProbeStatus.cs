using IoTrace.Analysis.Observations;
using IoTrace.Analysis.Results;

namespace IoTrace.Analysis.Tallies;

/// <summary>What became of the probe: the tool knows whether it was loaded, the recording whether it worked.</summary>
internal static class ProbeStatus
{
    /// <param name="loaded">What the tool knew.</param>
    /// <param name="start">The window's start.</param>
    public static CollectorStatus Of(CollectorStatus loaded, OperationTally told, Timestamp start) => told switch
    {
        // It was given up on, and came all the same.
        { ActiveSince: { } since } when loaded.Status != "ok" => loaded with
        {
            Status = "degraded",
            Reason = FormattableString.Invariant($"it came late: what is marked exact is so since {(since - start).Seconds:0.0} s after the start of the window, and what was before is not in it"),
            Remedy = null,
        },
        { Active: true } => loaded,
        { Refusal: { } why } => loaded with { Status = "unavailable", Reason = why, Remedy = null },
        _ when loaded.Status == "ok" => loaded with
        {
            Status = "unavailable",
            Reason = "the target took the probe and did not run it, as programs do whose startup hooks are disabled (trimmed ones, or StartupHookSupport=false)",
            Remedy = "publish with StartupHookSupport=true",
        },
        _ => loaded,
    };
}
