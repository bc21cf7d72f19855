using IoTrace.Analysis.Observations;
using IoTrace.Analysis.Results;
using IoTrace.Analysis.Tallies;

namespace IoTrace.Analysis.Verdicts;

/// <summary>How sure the answer is: how often replicates of the window give the same one, lowered by what the data lack.</summary>
/// <remarks>
/// The factors are chosen, not fitted. 0.9: a part of the evidence is missing. 0.85: another cause might look the same, but something speaks
/// against it; the answer stays under 0.9, over which tests/IoTrace.Accuracy allows no wrong verdict. 0.7 and less: hardly anything speaks for
/// the answer but that nothing does for another; the report calls it moderate at best.
/// </remarks>
internal static class Confidence
{
    /// <summary>Half a second of slices is little; with this many the replicates speak for themselves.</summary>
    private const int EnoughSlices = 10;

    /// <summary>
    /// Waiting for the network, or for a local socket, because nothing else explains the wait: no event and no call tells of a peer, and one that the process spoke
    /// to last may not be expected to answer. Chosen: all 20 such verdicts in results/2026-11-28.md of tests/IoTrace.Accuracy are right, but
    /// it has few programs that look so.
    /// </summary>
    private const double NetworkInferred = 0.7;

    /// <summary>
    /// Nothing to do while connections are open on which an answer may be awaited unseen: a kept-open connection and an unanswered
    /// request look the same. Chosen: a little below <see cref="NetworkInferred"/>, where at least something tells of a wait.
    /// </summary>
    private const double IdleBesidePeers = 0.65;

    /// <summary>
    /// The same where the other side of each spoke last: a protocol that sends news between an answer's parts looks so, too. Chosen: against the
    /// doubt stands the kernel's account.
    /// </summary>
    private const double IdleBesideAnswered = 0.85;

    /// <summary>
    /// A timer that no thread sleeps for, beside connections, children or requests: it may be a library's, which nobody waits for. Chosen: against
    /// the doubt stands that the timer was seen.
    /// </summary>
    private const double TimerBesidePeers = 0.85;

    /// <summary>
    /// Waiting for answers that never came: an acknowledgement, which nobody answers, looks the same. Chosen: against the doubt stands that most
    /// of what is said to a peer is a question.
    /// </summary>
    private const double InVain = 0.85;

    /// <summary>
    /// Nothing to do, where nobody looked for children and connections that may be waited for. Chosen: against the doubt stands that the
    /// runtime's events tell of no wait.
    /// </summary>
    private const double SurroundingsUnseen = 0.85;

    /// <summary>
    /// Waiting for a child process, because there is one and nothing else explains the wait. Chosen: against the doubt stands that it lives.
    /// </summary>
    private const double ChildAlone = 0.85;

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

    /// <summary>The factor for what the causes rest on; 1 where nothing else would look the same.</summary>
    public static double OfCauses(IReadOnlyCollection<Cause> causes, Subject subject, WindowFeatures window)
    {
        var confidence = causes.Contains(Cause.Network) && (subject.Host is null || window.NetworkIsInferred) ? NetworkInferred : 1;
        confidence *= causes.Contains(Cause.Network) && subject.AwaitsInVain && !window.NetworkIsInferred ? InVain : 1;
        confidence *= causes.Contains(Cause.Pipe) && subject.ChildAlone ? (subject.LocalPeersAlone ? NetworkInferred : ChildAlone) : 1;
        confidence *= causes.Contains(Cause.Sleep) && (subject.MayAwaitUnseen || subject.TimerAlone) ? TimerBesidePeers : 1;
        return confidence * (!causes.Contains(Cause.Idle) ? 1
            : subject.MayAwaitUnseen ? IdleBesidePeers
            : subject.LooksAnswered ? IdleBesideAnswered
            : subject.SurroundingsUnseen ? SurroundingsUnseen
            : 1);
    }

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
