using IoTrace.Analysis.Observations;

namespace IoTrace.Analysis.Attribution;

/// <summary>What the recording tells of whom the process waits for without a thread, and how much of that it tells at all.</summary>
internal sealed class PeerSurvey
{
    /// <summary>
    /// Answers that are outstanding for less than this share of the time are no wait worth doubting for. Chosen: with a look every 250 ms, one
    /// of twenty in 5 s may find an answer under way, two may not.
    /// </summary>
    private const double NearlyNever = 0.1;

    private static readonly HashSet<string> NoEndpoints = [];

    private readonly SurroundingsSurvey around = new();
    private readonly OutstandingSurvey unanswered = new();
    private readonly OutstandingSurvey unansweredBesideProbe = new();
    private readonly StreamedSurvey streamed = new();
    private readonly HashSet<int> toldPorts = [];
    private readonly HashSet<string> toldEndpoints = [];
    private Timestamp? probeSince;
    private bool fromBirth;
    private (Timestamp First, Timestamp Last)? looked;

    /// <summary>When an answer was awaited, as the probe tells.</summary>
    public AwaitedSurvey Awaited { get; } = new();

    /// <summary>Whether the probe tells which answers are awaited.</summary>
    public bool HasProbe => probeSince is not null;

    /// <summary>Whether the runtime told of requests that the process made: then it tells of each.</summary>
    public bool KnowsRequestsMade { get; private set; }

    /// <summary>
    /// Whether the process has connections on which answers may be awaited that nothing tells of: without the probe, or with one that
    /// came later than the process, and where the kernel does not tell that the other side spoke last.
    /// </summary>
    public bool MayAwaitUnseen => HasUntoldPeers && !IsAnswered;

    /// <summary>
    /// Whether the process has, most of the time, connections or children: libraries that look after these have timers of their own, which
    /// nobody waits for.
    /// </summary>
    public bool MayRunTimers => around.MostlyHasPeers || around.MostlyHasLocalPeersOnly || around.MostlyHasChildren;

    /// <summary>
    /// Whether most of what the probe tells of was never answered in the recording, and no request is known that it belongs to: to
    /// acknowledge a message looks the same, or to say that one is still there.
    /// </summary>
    public bool AwaitsInVain => !KnowsRequestsMade && Awaited.IsMostlyInVain;

    /// <summary>Whether the process has connections, and that nothing is awaited on them is told by nothing but who spoke last.</summary>
    public bool LooksAnswered => HasUntoldPeers && IsAnswered;

    /// <summary>Whether its only connections, most of the time, were to local sockets.</summary>
    public bool HasOnlyLocalPeers => around.MostlyHasLocalPeersOnly;

    /// <summary>Whether children and connections were not looked for in the larger part of the recording, or not since.</summary>
    public bool SurroundingsUnseen => looked is { } span && around.IsUnseen(span.First, span.Last);

    /// <inheritdoc cref="SurroundingsSurvey.Children"/>
    public IReadOnlyList<(Timestamp At, bool Any)> ChildrenSeen => around.Children;

    /// <summary>Spans in which answers were outstanding by the kernel's account, where nothing else tells of them.</summary>
    public IReadOnlyList<(Timestamp From, Timestamp To)> Outstanding { get; private set; } = [];

    /// <summary>The same by endpoint.</summary>
    public IEnumerable<(string Endpoint, IReadOnlyList<(Timestamp From, Timestamp To)> Spans)> OutstandingOf =>
        TellsAllAwaited ? unansweredBesideProbe.ByEndpoint(toldPorts, toldEndpoints) : unanswered.ByEndpoint(toldPorts, NoEndpoints);

    /// <summary>When the process only listened to an endpoint, as the kernel tells: in order and without overlap.</summary>
    public ListeningSurvey Listening { get; } = new();

    /// <summary>
    /// Spans in which the rest of an answer was read that its request told only the beginning of; none where the probe tells of them.
    /// </summary>
    public IReadOnlyList<(Timestamp From, Timestamp To)> Streamed => HasProbe ? [] : streamed.Spans;

    /// <summary>
    /// Whether the probe tells of all that .NET's own library awaits: what was asked before it came it does not know. Native libraries have
    /// connections of their own, which it never names.
    /// </summary>
    private bool TellsAllAwaited => fromBirth && HasProbe;

    private bool HasUntoldPeers => around.MostlyHasPeers && !TellsAllAwaited && !(fromBirth && KnowsRequestsMade);

    private bool IsAnswered => around.TellsAnswers && looked is { } span
        && Outstanding.Sum(s => (s.To - Timestamp.Max(s.From, span.First)).Seconds) < NearlyNever * (span.Last - span.First).Seconds;

    public void Take(Observation observation)
    {
        streamed.Take(observation);
        switch (observation)
        {
            case NetworkAwaited span:
                Awaited.Take(span);
                break;
            // The probe tells of what was asked since it came.
            case AnswerOutstanding asked when probeSince is not { } since || asked.From < since:
                unanswered.Take(asked);
                break;
            case AnswerOutstanding asked:
                unansweredBesideProbe.Take(asked);
                break;
            case OperationsCounted { Kind: ResourceKind.Socket } counted:
                toldEndpoints.Add(counted.Name);
                break;
            case NetworkStarted { Protocol: "http" or "https" } request:
                KnowsRequestsMade = true;
                toldPorts.Add(request.Port ?? 0);
                break;
            case SurroundingsSeen seen:
                around.Take(seen);
                break;
            case ListeningSeen listening:
                Listening.Take(listening);
                break;
            case ProbeActive probe:
                probeSince ??= probe.At;
                break;
        }
    }

    /// <summary>All was taken.</summary>
    /// <param name="seenFromBirth">Whether the recording begins with the process.</param>
    /// <param name="sweeps">The first and the last look at the threads; null where there was none.</param>
    public void End(bool seenFromBirth, (Timestamp First, Timestamp Last)? sweeps)
    {
        (fromBirth, looked) = (seenFromBirth, sweeps);
        if (sweeps is { } span)
        {
            unanswered.End(span.Last);
            unansweredBesideProbe.End(span.Last);
            Listening.End(span.Last);
        }

        Outstanding = TellsAllAwaited ? unansweredBesideProbe.Any(toldPorts, toldEndpoints) : unanswered.Any(toldPorts, NoEndpoints);
    }
}
