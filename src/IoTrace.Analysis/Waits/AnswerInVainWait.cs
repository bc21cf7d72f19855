using IoTrace.Analysis.Timeline;

namespace IoTrace.Analysis.Waits;

/// <summary>
/// The probe tells that something was sent to a peer that never answered in the recording. Most of what is sent is a question; an acknowledgement looks
/// the same.
/// </summary>
internal sealed class AnswerInVainWait(ProbeAnswerWait probe) : WaitSource
{
    public override string Id => "answer-in-vain";

    public override Claim? At(Instant look) =>
        Spans.Cover(probe.InVain, look.At) ? new Claim(ThreadState.Network, Activity.Outside, Reliability.Inferred) : null;
}
