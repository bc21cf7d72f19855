using IoTrace.Analysis.Attribution;
using IoTrace.Analysis.Observations;

namespace IoTrace.Analysis.Timeline;

/// <summary>Reads along in what the survey has found by time. Asked with times that never go back.</summary>
internal sealed class SurveyReader(StackSurvey survey)
{
    private readonly AwaitedSpans peers = new(survey.Peers.Awaited.Peers);
    private readonly AwaitedSpans local = new(survey.Peers.Awaited.Local);
    private readonly AwaitedSpans outstanding = new(survey.Peers.Outstanding);
    private readonly AwaitedSpans limits = new(survey.Timers.Limits);
    private readonly AwaitedSpans streamed = new(survey.Peers.Streamed);
    private readonly AwaitedSpans answered = new(survey.Answered.Spans);
    private readonly Dictionary<ThreadId, AwaitedSpans> silent = survey.Receives.Silent.ToDictionary(s => s.Key, s => new AwaitedSpans(s.Value));
    private readonly Dictionary<string, AwaitedSpans> listened = survey.Peers.Listening.ByEndpoint.ToDictionary(l => l.Key, l => new AwaitedSpans(l.Value));
    private int queueIndex;
    private int childrenIndex;

    /// <summary>The counters tell the queue's length once a second, for the second before.</summary>
    public long QueueLength(Timestamp now)
    {
        var samples = survey.PoolQueue;
        while (queueIndex < samples.Count - 1 && samples[queueIndex].At < now)
        {
            queueIndex++;
        }

        return samples.Count == 0 ? 0 : samples[queueIndex].Length;
    }

    /// <summary>Whether a child is found at the look that comes next.</summary>
    public bool ChildLives(Timestamp now)
    {
        var looks = survey.Peers.ChildrenSeen;
        while (childrenIndex < looks.Count && looks[childrenIndex].At < now)
        {
            childrenIndex++;
        }

        return childrenIndex < looks.Count && looks[childrenIndex].Any;
    }

    /// <summary>Whether the timer that runs down is a time limit: none fires for long.</summary>
    public bool IsTimeLimit(Timestamp now) => limits.Cover(now);

    /// <summary>Whether a request is under way that is answered later on.</summary>
    public bool RequestIsAnswered(Timestamp now) => answered.Cover(now);

    /// <summary>Whether the thread hears nothing for long, and nobody has asked the endpoint for anything, as the kernel tells.</summary>
    public bool ListensUnasked(ThreadId thread, string? endpoint, Timestamp now) => endpoint is not null
        && silent.TryGetValue(thread, out var spans) && spans.Cover(now) && listened.TryGetValue(endpoint, out var unasked) && unasked.Cover(now);

    /// <summary>Whether the probe says that an answer of a peer is awaited.</summary>
    public bool PeerAwaited(Timestamp now) => peers.Cover(now);

    /// <summary>Whether the kernel says that an answer of a peer is outstanding, and nothing else tells of it.</summary>
    public bool AnswerOutstanding(Timestamp now) => outstanding.Cover(now);

    /// <summary>Whether the rest of an answer is awaited of which the runtime told only the beginning.</summary>
    public bool AnswerStreams(Timestamp now) => streamed.Cover(now);

    /// <summary>Whether the probe says that an answer of another process of this machine is awaited.</summary>
    public bool LocalAwaited(Timestamp now) => local.Cover(now);
}
