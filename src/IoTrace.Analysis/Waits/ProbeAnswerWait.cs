using IoTrace.Analysis.Observations;
using IoTrace.Analysis.Timeline;

namespace IoTrace.Analysis.Waits;

/// <summary>
/// The probe tells that an answer of a peer was awaited. Where none came in the whole recording, for longer than answers take, it may have been an
/// acknowledgement or a sign of life that was sent: <see cref="AnswerInVainWait"/>.
/// </summary>
internal sealed class ProbeAnswerWait(WaitFacts facts) : WaitSource
{
    private readonly Dictionary<string, List<(Timestamp From, Timestamp To)>> unanswered = [];
    private readonly List<(Timestamp From, Timestamp To)> answered = [];
    private readonly List<(Timestamp From, Timestamp To)> inVain = [];

    public override string Id => "probe-answer";

    /// <summary>Spans of waiting for what never came.</summary>
    public IReadOnlyList<(Timestamp From, Timestamp To)> InVain => inVain;

    /// <summary>Whether an answer is awaited.</summary>
    public bool IsAwaited(Timestamp now) => Spans.Cover(answered, now);

    public override void Learn(Observation observation)
    {
        if (observation is not NetworkAwaited span || HostAndPort.IsLocal(span.Endpoint))
        {
            return;
        }

        if (span.Answers == 0)
        {
            if (!unanswered.TryGetValue(span.Endpoint, out var pieces))
            {
                unanswered.Add(span.Endpoint, pieces = []);
            }

            Spans.Join(pieces, span.From, span.To);
            return;
        }

        if (unanswered.Remove(span.Endpoint, out var before))
        {
            Join(answered, before);
        }

        Spans.Join(answered, span.From, span.To);
    }

    public override void EndLearning()
    {
        foreach (var (endpoint, pieces) in unanswered)
        {
            if (pieces[^1].To - pieces[0].From <= StreamedAnswerWait.LongestPause)
            {
                Join(answered, pieces);
            }
            else if (HostAndPort.Parse(endpoint).Port is not { } port || !facts.HttpPorts.Contains(port))
            {
                // At a port of HTTP requests the runtime tells of each question: what it does not tell of, as on a WebSocket, is none.
                Join(inVain, pieces);
            }
        }
    }

    public override Claim? At(Instant look) => IsAwaited(look.At) ? new Claim(ThreadState.Network, Activity.Outside, Reliability.Told) : null;

    private static void Join(List<(Timestamp From, Timestamp To)> spans, List<(Timestamp From, Timestamp To)> more)
    {
        foreach (var (from, to) in more)
        {
            Spans.Join(spans, from, to);
        }
    }
}
