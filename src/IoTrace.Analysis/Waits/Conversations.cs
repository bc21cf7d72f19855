using IoTrace.Analysis.Observations;

namespace IoTrace.Analysis.Waits;

/// <summary>What the looks at all connections tell, in the first reading: where answers are due, and when the process only listens.</summary>
internal sealed class Conversations
{
    /// <summary>Chosen: fewer than one connection in ten may have come since the kernel was asked last, or gone before it was.</summary>
    private const double NearlyAll = 0.9;

    private readonly Dictionary<int, Conversation> open = [];
    private readonly List<(Timestamp From, Timestamp To)> silence = [];
    private readonly HashSet<string> endpoints = [];
    private Timestamp? lookBefore;
    private bool wasQuiet;
    private long exchanges;
    private (long Seen, long Told) turns;

    /// <summary>When the process only listened to an endpoint.</summary>
    public ListeningSurvey Listening { get; } = new();

    /// <summary>
    /// Spans in which nothing was asked on any connection and no answer was due, and the other side said nothing either: whoever reads waits for nothing that
    /// was asked for.
    /// </summary>
    public IReadOnlyList<(Timestamp From, Timestamp To)> Silence => silence;

    /// <summary>Every endpoint that the process had a connection to.</summary>
    public IReadOnlySet<string> Endpoints => endpoints;

    /// <summary>The last look and the time since the one before it; null where there was none.</summary>
    public (Timestamp At, Duration Interval)? LastLook { get; private set; }

    /// <summary>Answers that came in over the recording.</summary>
    public long Exchanges => exchanges + open.Values.Sum(c => c.Exchanges);

    /// <summary>Whether the kernel told of nearly all whose turn it was; some come and go between two looks.</summary>
    public bool TellsTurns => turns.Told > NearlyAll * turns.Seen;

    /// <summary>Takes in a look. Returns the answers that are due, and those of which the kernel's clock does not tell whether they are.</summary>
    public (IReadOnlyList<AnswerDue> Due, IReadOnlyList<AnswerDue> Unclear) Take(TcpLook look)
    {
        Update(look);
        var (due, unclear) = (new List<AnswerDue>(), new List<AnswerDue>());
        var (listens, asks) = (new HashSet<string>(), new HashSet<string>());
        var (isQuiet, spoke) = (look.IsComplete, false);
        foreach (var conversation in open.Values)
        {
            var (turn, last) = (conversation.At(look.At), conversation.Last);
            turns = (turns.Seen + 1, turns.Told + (turn is Turn.Untold or Turn.Unclear ? 0 : 1));
            _ = (turn == Turn.Quiet ? listens : asks).Add(last.Endpoint);
            spoke |= conversation.Spoke;
            isQuiet &= turn is Turn.Quiet && !(look.At - conversation.News <= StreamedAnswerWait.LongestPause);
            if (turn is Turn.Due or Turn.Unclear)
            {
                // The look is one instant to all others, though connections are asked about one by one.
                var since = Timestamp.Min(conversation.SpokeAt, look.At);
                (turn == Turn.Due ? due : unclear).Add(new AnswerDue(look.At, last.Endpoint, since, lookBefore ?? since));
            }
        }

        listens.ExceptWith(asks);
        // Of more connections than are asked about at once, others may ask.
        Listening.Take(look.At, look.IsComplete ? listens : []);
        isQuiet &= open.Count > 0;
        if (isQuiet && wasQuiet && !spoke && lookBefore is { } from)
        {
            Spans.Join(silence, from, look.At);
        }

        LastLook = (look.At, lookBefore is { } before ? look.At - before : Duration.Zero);
        (lookBefore, wasQuiet) = (look.At, isQuiet);
        return (due, unclear);
    }

    /// <summary>The recording is over: what the last look found goes on until then.</summary>
    public void End(Timestamp at)
    {
        Listening.End(at);
        if (wasQuiet && lookBefore is { } from && at > from)
        {
            Spans.Join(silence, from, at);
        }
    }

    private void Update(TcpLook look)
    {
        var changed = new Dictionary<int, TcpSample>();
        foreach (var sample in look.Changed.Where(s => s.IsOpened))
        {
            if (sample.IsGone)
            {
                exchanges += open.Remove(sample.Connection, out var gone) ? gone.Exchanges : 0;
            }
            else
            {
                changed[sample.Connection] = sample;
                endpoints.Add(sample.Endpoint);
                _ = open.TryAdd(sample.Connection, new Conversation());
            }
        }

        foreach (var (connection, conversation) in open)
        {
            conversation.Take(changed.TryGetValue(connection, out var sample) ? sample : null);
        }
    }
}
