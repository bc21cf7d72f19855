using IoTrace.Analysis.Observations;

namespace IoTrace.Analysis.Verdicts;

/// <summary>How sure the answer is: how often replicates of the window give the same one, lowered by what the data lack.</summary>
internal static class Confidence
{
    /// <summary>Half a second of slices is little; with this many the replicates speak for themselves.</summary>
    private const int EnoughSlices = 10;

    /// <summary>Waiting for the network, because nothing else explains the wait: no event and no socket tells of a peer.</summary>
    public const double NoPeerSeen = 0.7;

    /// <summary>Nothing to do, or a timer, while connections are open on which an answer may be awaited unseen.</summary>
    public const double MayAwaitUnseen = 0.85;

    /// <summary>Waiting for a child process, because there is one and nothing else explains the wait.</summary>
    public const double ChildAlone = 0.85;

    private const double EventsLost = 0.9;
    private const double Truncated = 0.9;
    private const double NoThreadStates = 0.6;
    private const double DegradedThreadStates = 0.9;
    private const double NoStacks = 0.85;
    private const double IncompleteEvents = 0.9;

    public static double Of(double agreement, int slices, double unknownShare, RecordingFacts facts, bool eventsLost, bool truncated)
    {
        var confidence = agreement * (1 - unknownShare) * (slices + 1.0) / (slices + 1.0 + (EnoughSlices / (slices + 1.0)));
        confidence *= eventsLost ? EventsLost : 1;
        confidence *= truncated ? Truncated : 1;
        foreach (var collector in facts.Collectors)
        {
            confidence *= (collector.Name, collector.Status) switch
            {
                ("procfs", "unavailable") => NoThreadStates,
                ("procfs", "degraded") => DegradedThreadStates,
                ("stacks", "unavailable") => NoStacks,
                ("eventpipe", "degraded" or "unavailable") => IncompleteEvents,
                _ => 1,
            };
        }

        return Math.Clamp(confidence, 0, 1);
    }
}
