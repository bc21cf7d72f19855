using IoTrace.Analysis.Observations;
using IoTrace.Analysis.Results;
using IoTrace.Analysis.Tallies;

namespace IoTrace.Analysis.Verdicts;

/// <summary>How sure the answer is: how often replicates of the window give the same one, lowered by what the data lack.</summary>
internal static class Confidence
{
    /// <summary>Half a second of slices is little; with this many the replicates speak for themselves.</summary>
    private const int EnoughSlices = 10;

    /// <summary>
    /// Waiting for the network, because nothing else explains the wait: no event and no call tells of a peer, and one that the process spoke
    /// to last may not be expected to answer.
    /// </summary>
    private const double NetworkInferred = 0.7;

    /// <summary>
    /// Nothing to do while connections are open on which an answer may be awaited unseen: a kept-open connection and an unanswered
    /// request look the same.
    /// </summary>
    private const double IdleBesidePeers = 0.65;

    /// <summary>The same where the other side of each spoke last: a protocol that sends news between an answer's parts looks so, too.</summary>
    private const double IdleBesideAnswered = 0.85;

    /// <summary>A timer beside such connections: that at least was seen.</summary>
    private const double TimerBesidePeers = 0.85;

    /// <summary>Nothing to do, where nobody looked for children and connections that may be waited for.</summary>
    private const double SurroundingsUnseen = 0.85;

    /// <summary>Waiting for a child process, because there is one and nothing else explains the wait.</summary>
    private const double ChildAlone = 0.85;

    /// <summary>Events were lost, and nobody counted among how many.</summary>
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

    private const double Truncated = 0.9;
    private const double NoThreadStates = 0.6;
    private const double DegradedThreadStates = 0.9;
    private const double NoStacks = 0.85;
    private const double IncompleteEvents = 0.9;

    /// <summary>The factor for what the causes rest on; 1 where nothing else would look the same.</summary>
    public static double OfCauses(IReadOnlyCollection<Cause> causes, Subject subject, WindowFeatures window)
    {
        var confidence = causes.Contains(Cause.Network) && (subject.Host is null || window.NetworkIsInferred) ? NetworkInferred : 1;
        confidence *= causes.Contains(Cause.Pipe) && subject.ChildAlone ? (subject.LocalPeersAlone ? NetworkInferred : ChildAlone) : 1;
        confidence *= causes.Contains(Cause.Sleep) && subject.MayAwaitUnseen ? TimerBesidePeers : 1;
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
