using IoTrace.Analysis.Attribution;
using IoTrace.Analysis.Observations;
using IoTrace.Analysis.Results;

namespace IoTrace.Analysis.Timeline;

/// <summary>
/// Cuts the window into slices of about a tenth of a second and makes a budget of each. Looks at the threads come some 200 times a
/// second and are samples; the kernel's totals at the slice's two ends are exact. The samples say how to divide, the totals
/// say how much.
/// </summary>
/// <remarks>
/// Thread-time: a thread's on-processor and run-queue time are the differences of the kernel's totals, its time in I/O calls is what the probe
/// counted (<see cref="CallLedger"/>). What is left of the slice is divided by the states in which the thread was found blocked.
/// What threads used that came and went between two looks, or between their last look and their end, is known from the total of the
/// process: it is the budget of <see cref="UnseenTime.Thread"/>.
/// <para>
/// Wall clock: each look is divided equally among the threads that the process gets on through in it (<see cref="CriticalPath"/>), so
/// that parallel work is not counted twice and an idle pool worker counts for nothing. When there is none the look goes to what the
/// process as a whole waits for, in this order: peers outside (sockets, requests in flight, pipes), locks, the pool's queue,
/// timers, nothing. Each thread's looks are weighed so that its running and its blocked looks have the exact sums.
/// </para>
/// <para>
/// Run queue: the looks tell how many of the process's threads are ready to run at once. Without neighbours n threads on p processors
/// take n/p times their processor time for their work, where n is more than p; so much of the waiting for a processor is their own
/// doing, and what exceeds it is that of neighbours or of a quota. A pool worker that glances at an empty queue gives its processor away
/// after each glance; on a busy machine most of that is time on the run queue, and nobody waits for it. The kernel's count of its turns
/// tells (<see cref="ThreadBudget"/>): it is idling.
/// </para>
/// </remarks>
internal sealed class SliceBuilder
{
    /// <summary>Some twenty looks at their usual rate: enough to divide a slice by, and still ten slices a second to resample.</summary>
    private static readonly Duration SliceLength = Duration.FromMilliseconds(100);

    /// <summary>The shortest and the longest slice that is cut where the probe's interval ends: about as long as the others.</summary>
    private static readonly Duration Shortest = Duration.FromMilliseconds(50);
    private static readonly Duration Longest = Duration.FromMilliseconds(200);

    /// <summary>Past this many seconds what does not fit is no matter of clocks that differ: the calls ran for as long.</summary>
    private const double MostOwed = 0.1;

    private readonly List<Instant> looks = [];
    private readonly Dictionary<ThreadId, KernelTotals> totals = [];
    private readonly Func<ThreadId, ThreadRole> roleOf;
    private readonly CallTimes? calls;
    private readonly CallNatures? natures;
    private readonly Func<ThreadId, double?>? spinsOf;
    private readonly Dictionary<ThreadId, StateTimes> owed = [];
    private readonly Action<Slice> emit;
    private readonly Timestamp windowStart;
    private readonly int? processors;
    private readonly Dictionary<ThreadId, BlockedIn> lastBlocked = [];
    private readonly UnseenTime unseen = new();
    private int endIndex;

    /// <param name="windowStart">Where the window begins; looks before it only tell where the kernel's totals stand.</param>
    /// <param name="processors">Processors that the process may use; null where unknown.</param>
    /// <param name="roleOf">What a thread is there for.</param>
    /// <param name="survey">What the first reading found: the calls that the probe counted, and how much workers spin.</param>
    /// <param name="emit">Takes each slice as it is complete.</param>
    public SliceBuilder(Timestamp? windowStart, int? processors, Func<ThreadId, ThreadRole> roleOf, StackSurvey? survey, Action<Slice> emit)
    {
        this.windowStart = windowStart ?? new Timestamp(long.MinValue);
        this.processors = processors;
        this.roleOf = roleOf;
        calls = survey?.Calls;
        natures = survey?.Natures;
        spinsOf = natures is { Any: true } ? survey!.SpinShareOutsideOfCalls : null;
        this.emit = emit;
    }

    /// <summary>Takes in a look; may complete a slice.</summary>
    public void Add(Instant look)
    {
        if (look.At < windowStart)
        {
            Begin(look);
            return;
        }

        if (looks.Count > 0 && look.At >= Cut(looks[0].At))
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
            Begin(look);
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

    private void Begin(Instant look)
    {
        foreach (var snapshot in look.Snapshots)
        {
            Totals(snapshot.Thread).Begin(snapshot, look.At);
        }

        unseen.Begin(totals.Values.Aggregate(Duration.Zero, (sum, t) => sum + t.OnCpu), look.Processor);
    }

    private KernelTotals Totals(ThreadId thread)
    {
        if (!totals.TryGetValue(thread, out var found))
        {
            totals.Add(thread, found = new KernelTotals());
        }

        return found;
    }

    /// <summary>
    /// When a slice is over: where the probe's interval ends, so that what it counted lies within, or else after a tenth of a second.
    /// </summary>
    private Timestamp Cut(Timestamp start)
    {
        var ends = calls?.Ends ?? [];
        while (endIndex < ends.Count && ends[endIndex] < start + Shortest)
        {
            endIndex++;
        }

        return endIndex < ends.Count && ends[endIndex] <= start + Longest ? ends[endIndex] : start + SliceLength;
    }

    /// <summary>What a thread did in calls in a span, with what the one before owed.</summary>
    private CallUse CallsOf(ThreadId thread, Timestamp start, Timestamp end)
    {
        if (calls is null)
        {
            return default;
        }

        var use = calls.Within(thread, start, end);
        if (!owed.Remove(thread, out var more))
        {
            return use;
        }

        var (seconds, cpu) = (use.Seconds, use.Cpu);
        seconds.Add(more);
        cpu.Add(more.Scaled(Math.Max(0, 1 - (MostOwed / more.Total))));
        return new CallUse(seconds, cpu);
    }

    private void Settle(ThreadBudget budget, in KernelUse used, BlockedIn? last, Timestamp start, Timestamp end)
    {
        budget.Settle(used, last, CallsOf(budget.Thread, start, end), natures is null ? null : natures.Of, budget.Role == ThreadRole.PoolWorker ? spinsOf?.Invoke(budget.Thread) : null);
        if (budget.Owed.Total > 0)
        {
            owed[budget.Thread] = budget.Owed;
        }
    }

    private void Complete()
    {
        var start = looks[0].At;
        var end = looks[^1].At;
        foreach (var look in looks.Skip(1))
        {
            foreach (var snapshot in look.Snapshots)
            {
                unseen.Seen(Totals(snapshot.Thread).Update(snapshot, look.At));
            }

            unseen.Told(look.Processor);
        }

        var budgets = new Dictionary<ThreadId, ThreadBudget>();
        // The first look belongs to the slice before.
        foreach (var look in looks.Skip(1))
        {
            var crowding = look.Crowding(processors);
            foreach (var moment in look.Threads)
            {
                if (!budgets.TryGetValue(moment.Thread, out var budget))
                {
                    budgets.Add(moment.Thread, budget = new ThreadBudget(moment.Thread, moment.Role));
                }

                budget.Look(moment, crowding);
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
                Settle(budget, used, lastBlocked.TryGetValue(thread, out var last) ? last : null, start, end);
                if (budget.LastBlocked is { } waited)
                {
                    lastBlocked[thread] = waited;
                }
            }
            else if (used.OnCpu > Duration.Zero)
            {
                // It ran between two looks and was never found running: a service thread, or one that came and went.
                budgets.Add(thread, budget = new ThreadBudget(thread, roleOf(thread)));
                Settle(budget, used, null, start, end);
            }
        }

        if (unseen.Take() is var ofOthers && ofOthers > Duration.Zero)
        {
            var others = new ThreadBudget(UnseenTime.Thread, ThreadRole.User);
            others.Settle(new KernelUse(end - start, ofOthers, Duration.Zero, Duration.Zero, KernelShare: 0));
            // Events of a foreign trace may state that id, too.
            budgets[UnseenTime.Thread] = others;
        }

        var (shares, parts) = WallClock.Divide(looks, budgets);
        emit(new Slice(start, end, shares, [.. budgets.Values]) { Parts = parts });
        foreach (var gone in totals.Where(t => t.Value.Exited).Select(t => t.Key).ToList())
        {
            totals.Remove(gone);
            lastBlocked.Remove(gone);
            owed.Remove(gone);
        }
    }
}

/// <summary>A slice of the window with its budgets.</summary>
/// <param name="WallClock">Shares that sum to 1.</param>
/// <param name="Threads">Every thread that did or waited for something.</param>
internal sealed record Slice(Timestamp Start, Timestamp End, StateTimes WallClock, IReadOnlyList<ThreadBudget> Threads)
{
    /// <summary>Parts of the shares.</summary>
    public WallParts Parts { get; init; }
}
