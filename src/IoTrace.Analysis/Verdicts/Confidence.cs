using IoTrace.Analysis.Observations;
using IoTrace.Analysis.Tallies;

namespace IoTrace.Analysis.Verdicts;

/// <summary>How sure the answer is: how often replicates of the window give the same one, lowered by what the data lack.</summary>
internal static class Confidence
{
    /// <summary>Half a second of slices is little; with this many the replicates speak for themselves.</summary>
    private const int EnoughSlices = 10;

    /// <summary>Events were lost, and nobody counted among how many. Chosen: as if it were one in 25, see <see cref="AllEventsLost"/>.</summary>
    private const double EventsLost = 0.9;

    /// <summary>
    /// What the loss of all events would cost. They are lost in bursts, when most happens, so that few of them are worth more than their
    /// number: it goes with the root of their share. One in 25 costs what an unknown share does.
    /// </summary>
    private const double AllEventsLost = 0.5;

    /// <summary>
    /// Looks and clocks at odds over a thread for no more than this share of the window: as much as that comes of threads that run in
    /// step with the looks or are told of late. Real programs stray by up to 0.21, on a machine with ten times the work it can do.
    /// </summary>
    private const double UsualDisagreement = 0.25;

    /// <summary>
    /// The stream of events stops before the window does. Chosen as <see cref="EventsLost"/>: nobody knows how many would have come after.
    /// </summary>
    private const double Truncated = 0.9;

    /// <summary>
    /// No thread states: the stacks alone say how the time divides. Of the verdicts on such recordings 38 of 68 were right, and 39 of 48 since
    /// nameless native code counts as unknown (results/2026-11-23.md and 2026-11-23-third.md of tests/IoTrace.Accuracy).
    /// </summary>
    private const double NoThreadStates = 0.6;

    /// <summary>
    /// The kernel hides the calls of blocked threads, or not all samples could be written. Chosen: processor time and stacks are there, and
    /// with the probe its own times.
    /// </summary>
    private const double DegradedThreadStates = 0.9;

    /// <summary>
    /// No stacks: nobody tells what a thread waits for that is blocked in a futex, if no contended lock. Chosen: against the doubt stand the
    /// thread states and the events.
    /// </summary>
    private const double NoStacks = 0.85;

    /// <summary>Not all events could be taken or written, or none. Chosen as <see cref="EventsLost"/>: nobody counted them.</summary>
    private const double IncompleteEvents = 0.9;

    public static double Of(double agreement, int slices, Features features, RecordingFacts facts, EventLoss lost, bool truncated)
    {
        var confidence = agreement * (1 - features.Wall[ThreadState.Unknown]) * (slices + 1.0) / (slices + 1.0 + (EnoughSlices / (slices + 1.0)));
        confidence *= OfDisagreement(features.Window.Disagreement);
        confidence *= OfLoss(lost);
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

    /// <summary>
    /// The factor for looks and clocks at odds: one of the two is wrong, and nobody can tell which. 1 up to what is usual, 0 where they
    /// contradict each other all the time.
    /// </summary>
    public static double OfDisagreement(double share) => 1 - (Math.Max(0, share - UsualDisagreement) / (1 - UsualDisagreement));

    /// <summary>The factor for lost events; 1 where none were.</summary>
    public static double OfLoss(EventLoss lost) => lost.Share is { } share ? 1 - (AllEventsLost * Math.Sqrt(share)) : EventsLost;
}
