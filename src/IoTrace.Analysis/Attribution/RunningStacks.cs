using IoTrace.Analysis.Observations;

namespace IoTrace.Analysis.Attribution;

/// <summary>
/// What threads do while they run: how much of it workers spin for work, as they do for a while before they sleep. On a busy machine such a spin
/// lasts long, most of it on the run queue, and still nobody waits for it.
/// </summary>
internal sealed class RunningStacks
{
    /// <summary>So many samples of a worker count as much as all other workers do.</summary>
    private const double Few = 10;

    private readonly Dictionary<ThreadId, Seen> threads = [];
    private double? spinOfAll;

    /// <summary>A thread was found running before and after a sample with a stack of this class.</summary>
    public void Take(ThreadId thread, StackClass stack)
    {
        var seen = threads.GetValueOrDefault(thread);
        threads[thread] = new Seen(
            seen.Idle + (stack == StackClass.PoolIdle ? 1 : 0), seen.Calls + (StateOfClass.IoState(stack) is null ? 0 : 1), seen.All + 1);
    }

    /// <summary>The share of its running in which a worker spins for work; 0 to 1.</summary>
    public double SpinShare(ThreadId thread) => threads.TryGetValue(thread, out var seen) ? (double)seen.Idle / seen.All : 0;

    /// <summary>
    /// The same of the time in which it runs outside of all I/O calls. Workers of the pool do each other's work, so that one that was seen
    /// seldom counts as they all do. Null where none was seen.
    /// </summary>
    public double? SpinShareOutsideOfCalls(ThreadId thread)
    {
        spinOfAll ??= Share(threads.Values.Where(t => t.Idle > 0), 0, 0);
        return spinOfAll is { } all ? Share([threads.GetValueOrDefault(thread)], all * Few, Few) : null;
    }

    private static double? Share(IEnumerable<Seen> workers, double idle, double all)
    {
        foreach (var seen in workers)
        {
            idle += seen.Idle;
            all += seen.All - seen.Calls;
        }

        return all > 0 ? idle / all : null;
    }

    private readonly record struct Seen(int Idle, int Calls, int All);
}
