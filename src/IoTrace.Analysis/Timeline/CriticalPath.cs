using IoTrace.Analysis.Observations;

namespace IoTrace.Analysis.Timeline;

/// <summary>Who the process gets on through at one look: the threads whose state is the cause, and not a symptom of another's.</summary>
/// <remarks>
/// <para>
/// The main thread stands for the program: what it does, the program does, and what other threads do beside it is beside the point
/// until somebody waits for them. A thread that waits has the cause of what it waits for:
/// </para>
/// <list type="number">
/// <item>Main works, or waits for a file: the look is main's alone.</item>
/// <item>Main is blocked in a socket call, or reads what a child process writes: the look belongs to that peer, whoever computes meanwhile.</item>
/// <item>Main waits for a lock whose holder the runtime tells: the look is the holder's, who passes it on in the same way.</item>
/// <item>
/// Main waits for something else of this process (a task, an event, a join, an empty queue, a timer), or there is no main: nobody
/// tells for whom, so the look is shared equally by all threads that work or wait for a file.
/// </item>
/// <item>None does: then the look goes to what the process as a whole waits for, see <see cref="IProcessWaits"/>.</item>
/// </list>
/// <para>
/// A holder that sleeps, idles or is nowhere to be seen passes nothing on: the lock itself is what keeps main, whatever answers are
/// awaited beside it. So does a circle of holders. Which of several threads a task or an event stands for is not known, so work that nobody waits for counts under 4.
/// </para>
/// </remarks>
internal static class CriticalPath
{
    /// <summary>The threads that share the look; empty when it belongs to what is waited for.</summary>
    public static IReadOnlyList<ThreadMoment> Of(Instant look) =>
        OfMain(look) is not { } cause ? Active(look)
        : cause.Activity == Activity.Active ? [cause]
        : IsWaitOfMain(cause) ? []
        : Active(look);

    /// <summary>The thread whose wait is main's own, where nobody of this process works for it; null where it is not known what main waits for.</summary>
    public static ThreadMoment? WaitOfMain(Instant look) => OfMain(look) is { } cause && IsWaitOfMain(cause) ? cause : null;

    private static bool IsWaitOfMain(in ThreadMoment cause) =>
        cause.Activity == Activity.Outside || cause is { Activity: Activity.Contended, Holder: not null };

    private static ThreadMoment? OfMain(Instant look)
    {
        foreach (var moment in look.Threads)
        {
            if (moment.Role == ThreadRole.Main)
            {
                return Follow(moment, look);
            }
        }

        return null;
    }

    /// <summary>From a thread that waits for a lock to the one that holds it, as far as that is known.</summary>
    public static ThreadMoment Follow(in ThreadMoment waiting, Instant look)
    {
        var (current, steps) = (waiting, 0);
        while (current is { Activity: Activity.Contended, Holder: { } holder } && Find(holder, look) is { } next && steps++ < look.Threads.Count)
        {
            if (next.Activity is Activity.Sleeping or Activity.Idle or Activity.Background)
            {
                break;
            }

            current = next;
        }

        return current;
    }

    private static ThreadMoment? Find(ThreadId thread, Instant look)
    {
        foreach (var moment in look.Threads)
        {
            if (moment.Thread == thread)
            {
                return moment;
            }
        }

        return null;
    }

    private static List<ThreadMoment> Active(Instant look)
    {
        var active = new List<ThreadMoment>();
        foreach (var moment in look.Threads)
        {
            if (moment.Activity == Activity.Active)
            {
                active.Add(moment);
            }
        }

        return active;
    }
}
