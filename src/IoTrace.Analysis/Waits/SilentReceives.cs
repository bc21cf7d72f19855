using IoTrace.Analysis.Observations;

namespace IoTrace.Analysis.Waits;

/// <summary>
/// When a thread was blocked for long in one receive from a connection. Who asked for nothing and reads all the same listens to what the
/// other side may say of its own accord, as to a feed or a broker; the parts of an answer come sooner.
/// </summary>
internal sealed class SilentReceives
{
    private readonly Dictionary<ThreadId, Timestamp> blocked = [];
    private readonly Dictionary<ThreadId, List<(Timestamp From, Timestamp To)>> silent = [];

    /// <summary>Whether the thread hears nothing for long.</summary>
    public bool IsSilent(ThreadId thread, Timestamp now) => silent.TryGetValue(thread, out var spans) && Spans.Cover(spans, now);

    /// <summary>A thread was found to have run, or to be blocked in something else, or to be gone.</summary>
    public void Take(in ThreadSnapshot changed, Timestamp at)
    {
        End(changed.Thread, at);
        if (changed is { Call: SystemCallKind.Receive, Exited: false })
        {
            blocked[changed.Thread] = at;
        }
    }

    /// <summary>The recording is over.</summary>
    public void End(Timestamp at)
    {
        foreach (var thread in blocked.Keys.ToList())
        {
            End(thread, at);
        }
    }

    private void End(ThreadId thread, Timestamp at)
    {
        if (!blocked.Remove(thread, out var since) || at - since <= StreamedAnswerWait.LongestPause)
        {
            return;
        }

        if (!silent.TryGetValue(thread, out var spans))
        {
            silent.Add(thread, spans = []);
        }

        spans.Add((since, at));
    }
}
