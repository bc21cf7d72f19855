using IoTrace.Analysis.Timeline;

namespace IoTrace.Analysis.Waits;

/// <summary>A thread is blocked in a call for a socket, a pipe or a child process.</summary>
internal sealed class BlockedCallWait(ThreadState state) : WaitSource
{
    public override string Id => state == ThreadState.Network ? "blocked-in-socket" : "blocked-in-pipe";

    public override Claim? At(Instant look) => look.Has(Activity.Outside, state) ? new Claim(state, Activity.Outside, Reliability.Seen) : null;
}
