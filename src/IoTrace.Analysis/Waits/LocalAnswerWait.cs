using IoTrace.Analysis.Observations;
using IoTrace.Analysis.Timeline;

namespace IoTrace.Analysis.Waits;

/// <summary>The probe tells that an answer was awaited on a local socket, which .NET's named pipes are: another process of this machine owes it.</summary>
internal sealed class LocalAnswerWait : WaitSource
{
    private readonly List<(Timestamp From, Timestamp To)> spans = [];

    public override string Id => "local-answer";

    /// <summary>In order and without overlap.</summary>
    public IReadOnlyList<(Timestamp From, Timestamp To)> Awaited => spans;

    /// <summary>Whether an answer is awaited.</summary>
    public bool IsAwaited(Timestamp now) => Spans.Cover(spans, now);

    public override void Learn(Observation observation)
    {
        if (observation is NetworkAwaited span && HostAndPort.IsLocal(span.Endpoint))
        {
            Spans.Join(spans, span.From, span.To);
        }
    }

    public override Claim? At(Instant look) => IsAwaited(look.At) ? new Claim(ThreadState.Pipe, Activity.Outside, Reliability.Told) : null;
}
