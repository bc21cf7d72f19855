using IoTrace.Analysis.Timeline;

namespace IoTrace.Analysis.Waits;

/// <summary>
/// The same where answers come more often than timers fire: what a timer paces is asked once each time it fires at most, so the answers are what is
/// waited for and not the timer.
/// </summary>
internal sealed class BriskAnswerWait(KernelAnswerWait answers, TimerWait timer) : WaitSource
{
    public override string Id => "brisk-answer";

    public override Claim? At(Instant look) =>
        answers.Exchanges > timer.Fired && answers.At(look) is { } claim ? claim with { Reliability = Reliability.Inferred } : null;
}
