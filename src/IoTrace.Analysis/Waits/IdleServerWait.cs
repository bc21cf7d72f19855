using IoTrace.Analysis.Timeline;

namespace IoTrace.Analysis.Waits;

/// <summary>Between two requests a server has nothing to do, whatever timers run and whoever is connected.</summary>
internal sealed class IdleServerWait(WaitFacts facts) : WaitSource
{
    public override string Id => "idle-server";

    public override Claim? At(Instant look) => facts.Serves && !facts.IsServing(look.At) ? new Claim(ThreadState.Idle, Activity.Idle, Reliability.Seen) : null;
}
