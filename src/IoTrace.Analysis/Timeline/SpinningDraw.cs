using IoTrace.Analysis.Attribution;
using IoTrace.Analysis.Observations;

namespace IoTrace.Analysis.Timeline;

/// <summary>
/// Which pool workers look for work rather than do it. That is not known of a single look, but how often each does and how often all
/// do: so they are drawn.
/// </summary>
internal sealed class SpinningDraw(StackSurvey survey)
{
    private readonly HashSet<ThreadId> spinning = [];

    // Seeded: the same observations always give the same looks.
    private readonly Random chance = new(20_1206);

    /// <summary>Draws anew for a look with these workers running.</summary>
    public void Draw(IEnumerable<ThreadId> runningWorkers)
    {
        spinning.Clear();
        var (running, together, least, leastShare) = (0, 1.0, default(ThreadId), 2.0);
        foreach (var thread in runningWorkers)
        {
            var share = survey.SpinShare(thread);
            running++;
            together *= share;
            (least, leastShare) = share < leastShare ? (thread, share) : (least, leastShare);
            if (share > chance.NextDouble())
            {
                spinning.Add(thread);
            }
        }

        if (running > 0 && spinning.Count == running && chance.NextDouble() * together > survey.SpinTogetherShare)
        {
            spinning.Remove(least);
        }
    }

    /// <summary>Whether the thread spins at this look.</summary>
    public bool Contains(ThreadId thread) => spinning.Contains(thread);
}
