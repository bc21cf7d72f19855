using IoTrace.Analysis.Observations;
using IoTrace.Analysis.Results;

namespace IoTrace.Analysis.Timeline;

/// <summary>Divides a slice of wall-clock time among states; the definition stands at <see cref="SliceBuilder"/>.</summary>
internal static class WallClock
{
    /// <summary>Shares that sum to 1, and their parts.</summary>
    public static (StateTimes Shares, WallParts Parts) Divide(IReadOnlyList<Instant> looks, IReadOnlyDictionary<ThreadId, ThreadBudget> budgets)
    {
        var (sum, inactive, parts) = (new StateTimes(), 0.0, default(WallParts));
        for (var i = 1; i < looks.Count; i++)
        {
            inactive += Add(looks[i], budgets, ref sum, ref parts);
        }

        var looked = sum;
        AddMissed(budgets.Values, inactive, looks, ref sum);
        var shares = sum.Normalised();
        return (shares, new WallParts(Of(ThreadState.Runnable, parts.OwnQueue), Of(ThreadState.PoolQueue, parts.IoQueue))
        {
            Copied = Of(ThreadState.CpuKernel, parts.Copied),
            InferredCalls = WaitStates.OfFiles(looked) is var files && files > 0 ? Math.Min(1, parts.InferredCalls / files) * WaitStates.OfFiles(shares) : 0,
            Doubts = parts.Doubts.Scaled(state => looked[state] > 0 ? shares[state] / looked[state] : 0),
        });

        double Of(ThreadState state, double part) => looked[state] > 0 ? Math.Min(1, part / looked[state]) * shares[state] : 0;
    }

    /// <summary>Adds one look. Returns how much of it nobody is known to have worked or waited for a file in.</summary>
    private static double Add(Instant look, IReadOnlyDictionary<ThreadId, ThreadBudget> budgets, ref StateTimes sum, ref WallParts parts)
    {
        var path = CriticalPath.Of(look);
        if (path.Count == 0 && Background(look, budgets, ref sum) is { } background)
        {
            return background;
        }

        if (path.Count == 0)
        {
            var (state, weight) = AddWait(look, null, budgets, ref sum, ref parts);
            Credit(look, state, budgets);
            return weight;
        }

        // Starved work waits all the same while the few threads that could run wait for a processor: it would with the processor free.
        var starved = PoolState.IsStarved(look);
        var keptByIo = starved && look.Waits.At(look).IsKeptByIo;
        var unattended = Unattended(path, budgets);
        var running = path.Sum(m => m.Running ? WeightOf(m) / path.Count : 0);
        var scale = unattended > 0 && running > 0 ? (1 - unattended) / running : 1;
        foreach (var moment in path)
        {
            var budget = budgets[moment.Thread];
            var weight = (moment.Running ? scale : 1) * WeightOf(moment) / path.Count;
            var queued = IsSpecial(moment) ? AddRunning(budget, moment.State, weight, ref sum) : AddWork(budget, weight, ref sum, ref parts);
            if (moment.Running)
            {
                budget.RunOnPath(1.0 / path.Count);
            }
            else
            {
                budget.BlockedOnPath(moment, 1.0 / path.Count);
            }

            sum[ThreadState.Runnable] -= starved ? queued : 0;
            sum[ThreadState.PoolQueue] += starved ? queued : 0;
            parts = parts with
            {
                OwnQueue = parts.OwnQueue + (starved ? 0 : budget.OwnQueueShare * queued),
                IoQueue = parts.IoQueue + (keptByIo ? queued : 0),
            };
        }

        double WeightOf(in ThreadMoment moment) => IsSpecial(moment) ? budgets[moment.Thread].RunningWeight : budgets[moment.Thread].WorkWeight;

        if (unattended > 0)
        {
            _ = AddWait(Between(look, path, budgets), unattended, budgets, ref sum, ref parts);
        }

        return unattended;
    }

    /// <summary>Adds what the process as a whole waits for.</summary>
    /// <param name="share">How much of a look it is; null for as much as the look weighs.</param>
    private static (ThreadState State, double Weight) AddWait(
        Instant look, double? share, IReadOnlyDictionary<ThreadId, ThreadBudget> budgets, ref StateTimes sum, ref WallParts parts)
    {
        var claim = look.Waits.At(look);
        var weight = share ?? Weight(look, claim.Activity, budgets);
        sum[claim.State] += weight;
        var doubts = parts.Doubts;
        doubts.Add(claim, weight);
        parts = parts with { Doubts = doubts, IoQueue = parts.IoQueue + (claim is { State: ThreadState.PoolQueue, IsKeptByIo: true } ? weight : 0) };
        return (claim.State, weight);
    }

    /// <summary>With a single thread the exact totals decide how much its blocked looks are worth; of several none is the one.</summary>
    private static double Weight(Instant look, Activity activity, IReadOnlyDictionary<ThreadId, ThreadBudget> budgets) =>
        HighestWeight(look.Threads.Where(t => t.Activity == activity), budgets)
        // What is waited for has no thread of its own: those that wait for it in turn.
        ?? HighestWeight(look.Threads, budgets)
        ?? 1;

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

    /// <summary>The look is that of the threads that are in what the process as a whole waits for.</summary>
    private static void Credit(Instant look, ThreadState state, IReadOnlyDictionary<ThreadId, ThreadBudget> budgets)
    {
        var waiting = CriticalPath.WaitOfMain(look) is { } main ? [main] : look.Threads.Where(t => !t.Running && t.State == state).ToList();
        foreach (var moment in waiting)
        {
            budgets[moment.Thread].BlockedOnPath(moment, 1.0 / waiting.Count);
        }
    }

    /// <summary>
    /// The part of a look in which none of the threads that it found running runs: they wait between looks that all find them so, and
    /// independently of each other. None where one of them has something to do all the time, or waits for a file, which counts as it is.
    /// </summary>
    private static double Unattended(IReadOnlyList<ThreadMoment> path, IReadOnlyDictionary<ThreadId, ThreadBudget> budgets)
    {
        var share = 1.0;
        foreach (var moment in path)
        {
            share *= moment.Running && budgets[moment.Thread].Between is { In.Activity: not Activity.Active } between ? between.Share : 0;
        }

        return share;
    }

    /// <summary>Whether a running look shows something else than the thread's own work.</summary>
    private static bool IsSpecial(in ThreadMoment moment) => moment.State is ThreadState.Gc or ThreadState.Jit;

    /// <summary>
    /// A look at a thread at work divides as its exact time at work does, whether it was found running or in a call that waits for a file.
    /// Returns what was added as waiting for a processor.
    /// </summary>
    private static double AddWork(ThreadBudget budget, double weight, ref StateTimes sum, ref WallParts parts)
    {
        var mix = budget.WorkMix;
        if (mix.Total == 0)
        {
            mix[ThreadState.CpuUser] = 1;
        }

        sum.Add(mix.Scaled(weight));
        parts = parts with
        {
            Copied = parts.Copied + (weight * budget.CopiedOfWork),
            InferredCalls = parts.InferredCalls + (weight * budget.InferredOfWork),
        };
        return weight * mix[ThreadState.Runnable];
    }

    /// <summary>The look as it is when the threads on the path wait for what they last waited for.</summary>
    private static Instant Between(Instant look, IReadOnlyList<ThreadMoment> path, IReadOnlyDictionary<ThreadId, ThreadBudget> budgets)
    {
        var waiting = path.ToDictionary(m => m.Thread, m => budgets[m.Thread].Between!.Value.In);
        return look with
        {
            Threads = [.. look.Threads.Select(t => waiting.TryGetValue(t.Thread, out var last) ? t with { State = last.State, Activity = last.Activity, Resource = last.Resource } : t)],
        };
    }

    /// <summary>A look in which nothing is waited for but background work is done; null when there is more to it.</summary>
    private static double? Background(Instant look, IReadOnlyDictionary<ThreadId, ThreadBudget> budgets, ref StateTimes sum)
    {
        var workers = look.Threads.Where(t => t.Activity == Activity.Background).ToList();
        if (workers.Count == 0 || look.Waits.At(look).State != ThreadState.Idle)
        {
            return null;
        }

        var added = 0.0;
        foreach (var moment in workers)
        {
            var budget = budgets[moment.Thread];
            var weight = budget.RunningWeight / workers.Count;
            // Nobody waits for such work, and so nobody is kept by its waiting for a processor.
            var queued = weight * budget.RunMix[ThreadState.Runnable];
            sum[moment.State] += weight - queued;
            sum[ThreadState.Idle] += queued;
            added += weight;
        }

        return added;
    }

    /// <summary>
    /// A look that finds a thread collecting or compiling is what it is. A compilation that waits for a processor is no compiling: what keeps
    /// it is the neighbours. Returns what was added as waiting for a processor.
    /// </summary>
    private static double AddRunning(ThreadBudget budget, ThreadState state, double weight, ref StateTimes sum)
    {
        var queued = state == ThreadState.Jit ? weight * budget.RunMix[ThreadState.Runnable] : 0;
        sum[state] += weight - queued;
        sum[ThreadState.Runnable] += queued;
        return queued;
    }

    /// <summary>How many threads the looks that find any at work find at work at once; at least 1.</summary>
    private static double AtOnce(IReadOnlyList<Instant> looks)
    {
        var (running, found) = (0, 0);
        for (var i = 1; i < looks.Count; i++)
        {
            var active = looks[i].Threads.Count(t => t.Running && t.Activity == Activity.Active);
            running += active;
            found += active > 0 ? 1 : 0;
        }

        return found > 0 ? (double)running / found : 1;
    }

    /// <summary>
    /// Running time that fell between the looks is taken from the time in which nobody is known to have been active, as far as that goes.
    /// Threads that the looks find running together have run together there as well; where they find them one at a time, as the workers
    /// of a pool that hand work to each other, one ran after the other.
    /// </summary>
    private static void AddMissed(IEnumerable<ThreadBudget> budgets, double inactive, IReadOnlyList<Instant> instants, ref StateTimes sum)
    {
        var looks = instants.Count - 1;
        if (looks <= 0)
        {
            return;
        }

        var missed = new StateTimes();
        foreach (var budget in budgets)
        {
            if (budget.Missed > 0 && budget.Role is not (ThreadRole.Observer or ThreadRole.TieredCompilation))
            {
                missed.Add(budget.ActiveMix.Scaled(budget.Missed * looks));
            }
        }

        var share = Math.Min(missed.Total / AtOnce(instants), inactive);
        if (share <= 0)
        {
            return;
        }

        foreach (var state in (ReadOnlySpan<ThreadState>)[ThreadState.Network, ThreadState.Pipe, ThreadState.Lock, ThreadState.PoolQueue, ThreadState.Sleep, ThreadState.Idle])
        {
            sum[state] *= 1 - (share / inactive);
        }

        sum.Add(missed.Normalised().Scaled(share));
    }
}
