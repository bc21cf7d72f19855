using IoTrace.Analysis.Observations;

namespace IoTrace.Analysis.Timeline;

/// <summary>What the process as a whole waits for at a look at which nobody of it works or waits for a file.</summary>
internal static class ProcessWait
{
    /// <summary>What the process as a whole waits for when no thread is active, and the weight of that look.</summary>
    /// <param name="isInferred">Whether it is taken to be the network because nothing else explains the wait.</param>
    public static (ThreadState State, double Weight) Of(Instant look, IReadOnlyDictionary<ThreadId, ThreadBudget> budgets, out bool isInferred)
    {
        var (state, activity) = CriticalPath.WaitOfMain(look) is { } main ? (main.State, main.Activity) : look switch
        {
            _ when IsStarved(look) => (ThreadState.PoolQueue, Activity.Dependent),
            _ when Has(look, Activity.Outside, ThreadState.Network) || look.NetworkInFlight > 0 => (ThreadState.Network, Activity.Outside),
            _ when Has(look, Activity.Outside, null) || look.LocalAwaited => (ThreadState.Pipe, Activity.Outside),
            _ when Has(look, Activity.Contended, null) => (ThreadState.Lock, Activity.Contended),
            _ when look.PoolQueue > 0 && WorkersBlocked(look) => (ThreadState.PoolQueue, Activity.Dependent),
            // Between two requests a server has nothing to do, whatever timers run.
            { Serves: true, Requests: 0 } => (ThreadState.Idle, Activity.Idle),
            _ when Has(look, Activity.Sleeping, null) || (look.TimerPending && (look.Requests > 0 || Has(look, Activity.Dependent, null))) => (ThreadState.Sleep, Activity.Sleeping),
            // Requests that no thread works for and no timer holds up wait for a peer that no event tells of: a database's socket. Without
            // one they wait for whoever made them: an open WebSocket, a long poll.
            { Requests: > 0, MayHavePeers: true } or { PeersTalk: true } => (ThreadState.Network, Activity.Outside),
            { LocalPeersTalk: true } => (ThreadState.Pipe, Activity.Outside),
            // Its end, or its output, is awaited without a thread.
            { ChildLives: true } when Has(look, Activity.Dependent, null) => (ThreadState.Pipe, Activity.Outside),
            _ => (ThreadState.Idle, Activity.Idle),
        };

        isInferred = state == ThreadState.Network && look.NetworkInFlight == 0 && !Has(look, Activity.Outside, ThreadState.Network);
        // With a single thread the exact totals decide how much its blocked looks are worth; of several none is the one.
        var weight = HighestWeight(look.Threads.Where(t => t.Activity == activity), budgets)
            // What is waited for has no thread of its own: those that wait for it in turn.
            ?? HighestWeight(look.Threads, budgets)
            ?? 1;
        return (state, weight);
    }

    private static double? HighestWeight(IEnumerable<ThreadMoment> threads, IReadOnlyDictionary<ThreadId, ThreadBudget> budgets)
    {
        double? highest = null;
        foreach (var thread in threads.Where(t => !t.Running))
        {
            var weight = budgets[thread.Thread].BlockedWeight;
            highest = highest > weight ? highest : weight;
        }

        return highest;
    }

    private static bool Has(Instant look, Activity activity, ThreadState? state)
    {
        foreach (var moment in look.Threads)
        {
            if (moment.Activity == activity && (state is null || moment.State == state))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// Work is queued while every worker is blocked, most of them on tasks and events: synchronous waits for asynchronous work. What
    /// that work is (a request, a delay) comes second, because with free workers more of it would be under way. So it is of workers that are
    /// blocked in sockets, if more work waits than they have in hand: a parallel loop that keeps them busy has one item in the queue.
    /// Workers that queue up for a lock are not starved but contend.
    /// </summary>
    public static bool IsStarved(Instant look)
    {
        if (look.PoolQueue <= 0 || !WorkersBlocked(look))
        {
            return false;
        }

        var workers = look.Threads.Where(t => t.Role == ThreadRole.PoolWorker).ToList();
        var onTasks = workers.Count(t => t.Activity == Activity.Dependent);
        var inSockets = look.PoolQueue > workers.Count ? workers.Count(t => t.Activity == Activity.Outside) : 0;
        // Most: half and more could as well be the other half's matter.
        return 2 * (onTasks + inSockets) > workers.Count;
    }

    /// <summary>Whether what keeps the workers of a starved pool is, or may be, input or output: without it they would be free for what waits.</summary>
    public static bool IsKeptByIo(Instant look) => look.NetworkInFlight > 0 || look.LocalAwaited || Has(look, Activity.Outside, null);

    private static bool WorkersBlocked(Instant look)
    {
        var workers = look.Threads.Where(t => t.Role == ThreadRole.PoolWorker).ToList();
        return workers.Count > 0 && workers.TrueForAll(t => t.Activity != Activity.Idle);
    }
}
