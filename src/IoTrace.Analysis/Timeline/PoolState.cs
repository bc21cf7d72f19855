namespace IoTrace.Analysis.Timeline;

/// <summary>How the workers of the thread pool stand at a look.</summary>
internal static class PoolState
{
    /// <summary>
    /// Work is queued while every worker is blocked, most of them on tasks and events: synchronous waits for asynchronous work. What
    /// that work is (a request, a delay) comes second, because with free workers more of it would be under way. So it is of workers that are
    /// blocked in sockets, if more work waits than they have in hand: a parallel loop that keeps them busy has one item in the queue.
    /// Workers that queue up for a lock are not starved but contend.
    /// </summary>
    public static bool IsStarved(Instant look)
    {
        if (look.PoolQueue <= 0 || !AllBlocked(look))
        {
            return false;
        }

        var workers = look.Threads.Where(t => t.Role == ThreadRole.PoolWorker).ToList();
        var onTasks = workers.Count(t => t.Activity == Activity.Dependent);
        var inSockets = look.PoolQueue > workers.Count ? workers.Count(t => t.Activity == Activity.Outside) : 0;
        // Most: half and more could as well be the other half's matter.
        return 2 * (onTasks + inSockets) > workers.Count;
    }

    /// <summary>Whether there are workers and none of them is free.</summary>
    public static bool AllBlocked(Instant look)
    {
        var any = false;
        foreach (var moment in look.Threads)
        {
            if (moment.Role == ThreadRole.PoolWorker)
            {
                any = true;
                if (moment.Activity == Activity.Idle)
                {
                    return false;
                }
            }
        }

        return any;
    }
}
