using IoTrace.Analysis.Observations;
using IoTrace.Analysis.Timeline;

namespace IoTrace.Analysis.Attribution;

/// <summary>
/// How often all workers of the pool are without work at once while one of them is found running. The sampler walks all threads at one
/// instant, so this is seen and need not be computed from how often each spins: workers that hand work to each other spin in turns.
/// </summary>
internal sealed class SpinSurvey
{
    /// <summary>One walk over the threads takes well under this; the next comes after more.</summary>
    private static readonly Duration SameWalk = Duration.FromMilliseconds(0.5);

    private readonly HashSet<ThreadId> workers = [];
    private readonly HashSet<ThreadId> walked = [];
    private readonly List<(ThreadId Runs, int Walk)> running = [];
    private readonly List<bool> anyWorks = [];
    private Timestamp lastSample = new(long.MinValue / 2);
    private int walks;
    private int idleWalks;

    /// <summary>The share of the walks with a running worker in which none works; 0 to 1.</summary>
    public double TogetherShare => walks > 0 ? (double)idleWalks / walks : 0;

    public void Take(ThreadNamed named)
    {
        if (ThreadRoles.Of(named.Name, isMain: false, managed: null) == ThreadRole.PoolWorker)
        {
            workers.Add(named.Thread);
        }
    }

    /// <param name="stack">The class of the sample's stack.</param>
    /// <param name="runs">Whether the thread was last found running.</param>
    public void Take(StackSample sample, StackClass stack, bool runs)
    {
        if (anyWorks.Count == 0 || sample.At - lastSample > SameWalk || walked.Contains(sample.Thread))
        {
            walked.Clear();
            anyWorks.Add(false);
        }

        lastSample = sample.At;
        walked.Add(sample.Thread);
        if (workers.Contains(sample.Thread))
        {
            anyWorks[^1] |= stack is not (StackClass.PoolIdle or StackClass.LockWait or StackClass.EventWait or StackClass.Sleep);
            if (runs)
            {
                running.Add((sample.Thread, anyWorks.Count - 1));
            }
        }
    }

    /// <summary>The next look at the threads: those found running before and after a walk ran during it.</summary>
    public void Take(IReadOnlySet<ThreadId> stillRunning)
    {
        foreach (var walk in running.Where(r => stillRunning.Contains(r.Runs)).Select(r => r.Walk).Distinct())
        {
            walks++;
            idleWalks += anyWorks[walk] ? 0 : 1;
        }

        running.Clear();
        anyWorks.Clear();
        walked.Clear();
    }
}
