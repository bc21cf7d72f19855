using IoTrace.Analysis.Observations;
using IoTrace.Analysis.Results;
using IoTrace.Analysis.Timeline;

namespace IoTrace.Analysis.Tallies;

/// <summary>Adds up the slices: per thread, per thing waited for, and along the time.</summary>
internal sealed class BudgetTally
{
    /// <summary>Past this many slices neighbours are merged, so that an hour needs no more memory than a minute.</summary>
    private const int MostSlices = 4096;

    /// <summary>Past this many the rest is summed up: without its depth, and then as one thread.</summary>
    private const int MostKeys = 20_000;

    private readonly Dictionary<ThreadId, ThreadTotal> threads = [];
    private readonly Dictionary<(ThreadId Thread, BlockedIn In), Blocked> blocked = [];
    private List<TimeSlice> slices = [];
    private int mergedBy = 1;
    private int sinceMerged;

    /// <summary>The slices, merged where there are very many.</summary>
    public IReadOnlyList<TimeSlice> Slices => slices;

    public IReadOnlyDictionary<ThreadId, ThreadTotal> Threads => threads;

    /// <summary>What each thread was blocked in.</summary>
    public IReadOnlyDictionary<(ThreadId Thread, BlockedIn In), Blocked> BlockedTime => blocked;

    /// <param name="requestSeconds">Request-seconds in flight in this slice.</param>
    public void Add(Slice slice, double requestSeconds = 0)
    {
        foreach (var budget in slice.Threads)
        {
            var thread = threads.Count < MostKeys || threads.ContainsKey(budget.Thread) ? budget.Thread : UnseenTime.Thread;
            if (!threads.TryGetValue(thread, out var total))
            {
                threads.Add(thread, total = new ThreadTotal(budget.Role));
            }

            total.Add(budget);
            foreach (var (key, time) in budget.Blocked)
            {
                var bounded = blocked.Count < MostKeys ? key : key with { StackPointer = 0 };
                bounded = blocked.Count < 2 * MostKeys ? bounded : bounded with { Resource = ResourceId.None };
                blocked[(thread, bounded)] = blocked.GetValueOrDefault((thread, bounded)) + time;
            }
        }

        Append(new TimeSlice(slice.Start, slice.End, slice.WallClock) { RequestSeconds = requestSeconds, Parts = slice.Parts });
    }

    /// <summary>Seconds by state over all threads but those that serve us.</summary>
    public StateTimes ThreadTime()
    {
        var sum = new StateTimes();
        foreach (var thread in threads.Values)
        {
            if (thread.Role != ThreadRole.Observer)
            {
                sum.Add(thread.Seconds);
            }
        }

        return sum;
    }

    private void Append(TimeSlice slice)
    {
        if (sinceMerged > 0 && sinceMerged < mergedBy)
        {
            slices[^1] = TimeSlice.Merge(slices[^1], slice);
            sinceMerged++;
            return;
        }

        slices.Add(slice);
        sinceMerged = 1;
        if (slices.Count >= MostSlices)
        {
            slices = [.. slices.Chunk(2).Select(pair => pair.Aggregate(TimeSlice.Merge))];
            mergedBy *= 2;
            sinceMerged = mergedBy;
        }
    }
}

/// <summary>A slice of the timeline; the shares sum to 1.</summary>
internal readonly record struct TimeSlice(Timestamp Start, Timestamp End, StateTimes WallClock)
{
    public double Seconds => (End - Start).Seconds;

    /// <summary>Request-seconds in flight; 0 for a process that serves none.</summary>
    public double RequestSeconds { get; init; }

    /// <summary>Parts of the shares.</summary>
    public WallParts Parts { get; init; }

    public static TimeSlice Merge(TimeSlice a, TimeSlice b)
    {
        var sum = a.WallClock.Scaled(a.Seconds);
        sum.Add(b.WallClock.Scaled(b.Seconds));
        return new TimeSlice(a.Start, b.End, sum.Normalised())
        {
            RequestSeconds = a.RequestSeconds + b.RequestSeconds,
            Parts = sum.Total > 0 ? WallParts.Mean(a.Parts, a.Seconds, b.Parts, b.Seconds) : default,
        };
    }
}

/// <summary>One thread over the whole window.</summary>
internal sealed class ThreadTotal(ThreadRole role)
{
    private StateTimes seconds;
    private double worked;
    private double onPath;

    public ThreadRole Role => role;

    public StateTimes Seconds => seconds;

    /// <summary>
    /// Seconds by which the looks have it running more than the kernel's clocks do; negative where they have it running less. Over a
    /// whole window samples and clocks agree, or one of them is wrong.
    /// </summary>
    public double Disagreement { get; private set; }

    /// <summary>The share of its running in which the process got on through it; 0 to 1.</summary>
    public double ShareOnPath => worked > 0 ? onPath / worked : 1;

    public void Add(ThreadBudget budget)
    {
        seconds.Add(budget.Seconds);
        Disagreement += budget.RanByLooks - budget.RanByClocks;
        worked += budget.Worked;
        onPath += budget.WorkedOnPath;
    }
}
