using IoTrace.Analysis.Attribution;
using IoTrace.Analysis.Observations;

namespace IoTrace.Analysis.Timeline;

/// <summary>Reads along in what the survey has found by time. Asked with times that never go back.</summary>
internal sealed class SurveyReader(StackSurvey survey)
{
    private int queueIndex;
    private int awaitedIndex;
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
        var looks = survey.ChildrenSeen;
        while (childrenIndex < looks.Count && looks[childrenIndex].At < now)
        {
            childrenIndex++;
        }

        return childrenIndex < looks.Count && looks[childrenIndex].Any;
    }

    /// <summary>1 while the probe says that an answer is awaited, else 0.</summary>
    public int Awaited(Timestamp now)
    {
        var spans = survey.NetworkAwaited;
        while (awaitedIndex < spans.Count && spans[awaitedIndex].To < now)
        {
            awaitedIndex++;
        }

        return awaitedIndex < spans.Count && spans[awaitedIndex].From <= now ? 1 : 0;
    }
}
