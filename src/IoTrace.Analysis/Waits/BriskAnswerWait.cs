using IoTrace.Analysis.Timeline;

namespace IoTrace.Analysis.Waits;

/// <summary>
/// The same where answers come more often than timers fire: what a timer paces is asked once each time it fires at most, so the answers are what is
/// waited for and not the timer.
/// </summary>
internal sealed class BriskAnswerWait(KernelAnswerWait answers, TimerWait timer, NativeThreadWait native) : WaitSource
{
    public override string Id => "brisk-answer";

    public override Claim? At(Instant look) =>
        answers.Exchanges <= timer.Fired ? null
        : answers.At(look) is { } claim ? claim with { Reliability = Reliability.Inferred }
        // Whose turn it is the kernel's clock does not tell where each question follows an answer at once. Something paces the program, and
        // neither a timer does nor a native library.
        : answers.IsUnclear(look) && native.Coverage == Coverage.Full && !look.Has(Activity.Sleeping) ? new Claim(ThreadState.Network, Activity.Outside, Reliability.Inferred)
        : null;
}
