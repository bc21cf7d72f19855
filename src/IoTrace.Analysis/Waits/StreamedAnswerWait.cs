using IoTrace.Analysis.Observations;
using IoTrace.Analysis.Timeline;

namespace IoTrace.Analysis.Waits;

/// <summary>
/// More of an answer comes after its request is over: for the runtime a request ends with the head of the answer where the program reads the rest as it
/// comes. The thread that serves the sockets moves although no request is in flight. The probe tells of it itself.
/// </summary>
internal sealed class StreamedAnswerWait(WaitFacts facts) : WaitSource
{
    /// <summary>The thread that waits for events on all asynchronous sockets (epoll).</summary>
    public const string SocketEngine = ".NET Sockets";

    /// <summary>
    /// Longer silence is no pause within an answer, but that of a kept connection: its heartbeats and farewells come after two seconds and
    /// more. The probe has the same limit.
    /// </summary>
    public static readonly Duration LongestPause = Duration.FromMilliseconds(1500);

    private readonly List<(Timestamp From, Timestamp To)> spans = [];
    private readonly HashSet<Guid> inFlight = [];
    private ThreadId? engine;
    private Timestamp? lastSweep;
    private Timestamp? since;

    public override string Id => "streamed-answer";

    public override void Learn(Observation observation)
    {
        switch (observation)
        {
            case ThreadNamed { Name: SocketEngine } named:
                engine = named.Thread;
                break;
            case NetworkStarted request when IsHttp(request.Protocol):
                inFlight.Add(request.Key);
                break;
            case NetworkEnded request when IsHttp(request.Protocol):
                inFlight.Remove(request.Key);
                since = request.At;
                break;
            case { LosesEnds: true }:
                inFlight.Clear();
                since = null;
                break;
            case ThreadSweep sweep:
                Look(sweep);
                lastSweep = sweep.At;
                break;
        }
    }

    public override Claim? At(Instant look) =>
        facts.ProbeSince is null && facts.Around.At(look.At) is { Listeners: 0, Peers: > 0 } && Spans.Cover(spans, look.At)
            ? new Claim(ThreadState.Network, Activity.Outside, Reliability.Guessed)
            : null;

    private static bool IsHttp(string protocol) => RequestInFlightWait.Family(protocol) == "http";

    /// <summary>What moved since the sweep before moved outside of requests if none was there in all that time.</summary>
    private void Look(ThreadSweep sweep)
    {
        if (engine is not { } thread || inFlight.Count > 0 || since is not { } begun || lastSweep is not { } before || before < begun)
        {
            return;
        }

        foreach (var snapshot in sweep.Changed)
        {
            if (snapshot.Thread == thread)
            {
                if (sweep.At - begun <= LongestPause)
                {
                    Spans.Join(spans, begun, sweep.At);
                }

                since = sweep.At;
                return;
            }
        }
    }
}
