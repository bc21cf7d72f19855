using IoTrace.Analysis.Observations;
using IoTrace.Analysis.Results;

namespace IoTrace.Analysis.Timeline;

/// <summary>
/// Cuts the window into slices of about a tenth of a second and makes a budget of each. Looks at the threads come some 200 times a
/// second and are samples; the kernel's totals at the slice's two ends are exact. The samples say how to divide, the totals
/// say how much.
/// </summary>
/// <remarks>
/// Thread-time: a thread's on-processor and run-queue time are the differences of the kernel's totals. What is left of the slice is
/// off-processor time; it is divided by the states in which the thread was found blocked.
/// <para>
/// Wall clock: each look is divided equally among the threads that the process gets on through in it (<see cref="CriticalPath"/>), so
/// that parallel work is not counted twice and an idle pool worker counts for nothing. When there is none the look goes to what the
/// process as a whole waits for, in this order: peers outside (sockets, requests in flight, pipes), locks, the pool's queue,
/// timers, nothing. Each thread's looks are weighed so that its running and its blocked looks have the exact sums.
/// </para>
/// </remarks>
internal sealed class SliceBuilder
{
    private static readonly Duration SliceLength = Duration.FromMilliseconds(100);

    private readonly List<Instant> looks = [];
    private readonly Dictionary<ThreadId, KernelTotals> totals = [];
    private readonly Func<ThreadId, ThreadRole> roleOf;
    private readonly Action<Slice> emit;

    public SliceBuilder(Func<ThreadId, ThreadRole> roleOf, Action<Slice> emit)
    {
        this.roleOf = roleOf;
        this.emit = emit;
    }

    /// <summary>Takes in a look; may complete a slice.</summary>
    public void Add(Instant look)
    {
        if (looks.Count > 0 && look.At - looks[0].At >= SliceLength)
        {
            looks.Add(look);
            Complete();
            looks.Clear();
            // The boundary belongs to both: it ends one slice and begins the next.
            looks.Add(look);
            return;
        }

        looks.Add(look);
        if (looks.Count == 1)
        {
            foreach (var snapshot in look.Snapshots)
            {
                Totals(snapshot.Thread).Begin(snapshot, look.At);
            }
        }
    }

    /// <summary>Completes the last slice, if it has any length.</summary>
    public void End()
    {
        if (looks.Count > 1)
        {
            Complete();
        }

        looks.Clear();
    }

    private KernelTotals Totals(ThreadId thread)
    {
        if (!totals.TryGetValue(thread, out var found))
        {
            totals.Add(thread, found = new KernelTotals());
        }

        return found;
    }

    private void Complete()
    {
        var start = looks[0].At;
        var end = looks[^1].At;
        foreach (var look in looks.Skip(1))
        {
            foreach (var snapshot in look.Snapshots)
            {
                Totals(snapshot.Thread).Update(snapshot, look.At);
            }
        }

        var budgets = new Dictionary<ThreadId, ThreadBudget>();
        // The first look belongs to the slice before.
        foreach (var look in looks.Skip(1))
        {
            foreach (var moment in look.Threads)
            {
                if (!budgets.TryGetValue(moment.Thread, out var budget))
                {
                    budgets.Add(moment.Thread, budget = new ThreadBudget(moment.Thread, moment.Role));
                }

                budget.Look(moment);
            }
        }

        foreach (var budget in budgets.Values.Where(b => !totals.ContainsKey(b.Thread)))
        {
            // No kernel totals in this recording: the looks are all there is.
            budget.SettleByLooks(end - start);
        }

        foreach (var (thread, kernel) in totals)
        {
            var used = kernel.Take(start, end);
            if (budgets.TryGetValue(thread, out var budget))
            {
                budget.Settle(used);
            }
            else if (used.OnCpu > Duration.Zero)
            {
                // It ran between two looks and was never found running: a service thread, or one that came and went.
                budgets.Add(thread, budget = new ThreadBudget(thread, roleOf(thread)));
                budget.Settle(used);
            }
        }

        emit(new Slice(start, end, WallClock.Divide(looks, budgets), [.. budgets.Values]));
        foreach (var gone in totals.Where(t => t.Value.Exited).Select(t => t.Key).ToList())
        {
            totals.Remove(gone);
        }
    }
}

/// <summary>A slice of the window with its budgets.</summary>
/// <param name="WallClock">Shares that sum to 1.</param>
/// <param name="Threads">Every thread that did or waited for something.</param>
internal sealed record Slice(Timestamp Start, Timestamp End, StateTimes WallClock, IReadOnlyList<ThreadBudget> Threads);
