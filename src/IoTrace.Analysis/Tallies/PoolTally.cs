using IoTrace.Analysis.Observations;
using IoTrace.Analysis.Results;

namespace IoTrace.Analysis.Tallies;

/// <summary>The managed thread pool: workers, queue, and why it changed its size.</summary>
internal sealed class PoolTally
{
    private int workers;
    private int starvation;
    private int cooperative;
    private long? queue;
    private long? completed;
    private bool any;

    public void Take(Observation observation)
    {
        switch (observation)
        {
            case PoolWorkersChanged changed:
                workers = Math.Max(workers, changed.Active);
                any = true;
                break;
            case PoolAdjusted adjusted:
                starvation += adjusted.Reason == PoolAdjustmentReason.Starvation ? 1 : 0;
                cooperative += adjusted.Reason == PoolAdjustmentReason.CooperativeBlocking ? 1 : 0;
                any = true;
                break;
            case PoolQueueSampled sampled:
                queue = Math.Max(queue ?? 0, sampled.Length);
                break;
            case PoolItemsCompleted items:
                completed = (completed ?? 0) + items.Count;
                any |= items.Count > 0;
                break;
        }
    }

    /// <summary>Null when the pool was not used. <paramref name="seenWorkers"/> counts workers that never started or stopped.</summary>
    public ThreadPoolUsage? Finish(int seenWorkers) => !any && seenWorkers == 0
        ? null
        : new ThreadPoolUsage(Math.Max(workers, seenWorkers), starvation, cooperative, queue, completed);
}
