using IoTrace.Analysis.Timeline;

namespace IoTrace.Analysis.Waits;

/// <summary>A child process lives, and a thread waits for something: its end or its output, which are awaited without a thread.</summary>
internal sealed class ChildWait(WaitFacts facts) : WaitSource
{
    public override string Id => "child";

    public override Coverage Coverage => facts.Looked is { } span && facts.Around.IsUnseen(span.First, span.Last)
        ? new Coverage(Reliability.Inferred, "unless it waits for a child process or a connection, which were not looked for")
        : Coverage.Full;

    public override Claim? At(Instant look) => look.IsSweep && facts.Around.ChildLives(look.At) && look.Has(Activity.Dependent)
        ? new Claim(ThreadState.Pipe, Activity.Outside, Reliability.Inferred)
        : null;
}
