using System.Runtime.InteropServices;

using IoTrace.Analysis.Observations;
using IoTrace.Analysis.Results;

namespace IoTrace.Analysis.Attribution;

/// <summary>
/// How much of the time in which a thread was blocked it spent in which calls, as the probe measured them from within: for looks at
/// which the kernel does not show the call, and for time between looks.
/// </summary>
/// <remarks>
/// The probe tells how long a thread was in calls, on a processor or not; the kernel how long it was off the processor. Calls that add up
/// to more than the latter were on a processor for the rest, each in proportion.
/// </remarks>
internal sealed class CallTimes
{
    /// <summary>Past this many intervals none are kept: some 20 MB, an hour of a dozen busy threads.</summary>
    private const int MostIntervals = 450_000;

    private static readonly ThreadState[] States =
        [ThreadState.FileRead, ThreadState.FileWrite, ThreadState.FileSync, ThreadState.FileMetadata, ThreadState.Network, ThreadState.Pipe, ThreadState.Idle];

    private readonly Dictionary<ThreadId, List<Interval>> threads = [];
    private Dictionary<ThreadId, Duration> before = [];
    private Dictionary<ThreadId, Duration> latest = [];
    private Timestamp round = new(long.MinValue);
    private int count;

    /// <summary>Takes in what a thread did in an interval that has just ended.</summary>
    /// <param name="told">Its calls.</param>
    /// <param name="snapshots">Every thread as last seen.</param>
    public void Take(CallsTimed told, IReadOnlyDictionary<ThreadId, ThreadSnapshot> snapshots)
    {
        if (told.To != round)
        {
            round = told.To;
            before = latest;
            latest = snapshots.ToDictionary(s => s.Key, s => s.Value.OnCpu + s.Value.RunQueue);
        }

        var busy = latest.GetValueOrDefault(told.Thread) - before.GetValueOrDefault(told.Thread);
        var off = (told.To - told.From - busy).Seconds;
        if (off <= 0 || count >= MostIntervals)
        {
            return;
        }

        count++;
        ref var intervals = ref CollectionsMarshal.GetValueRefOrAddDefault(threads, told.Thread, out _);
        (intervals ??= []).Add(new Interval(told.From, told.To, told.Seconds, Math.Max(off, told.Seconds.Total)));
    }

    /// <summary>Shares of the blocked time by state, at most 1 together; null where the probe tells nothing of this moment.</summary>
    public StateTimes? Shares(ThreadId thread, Timestamp at)
    {
        if (!threads.TryGetValue(thread, out var intervals))
        {
            return null;
        }

        var (low, high) = (0, intervals.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = intervals[middle].To < at ? (middle + 1, high) : (low, middle);
        }

        return low < intervals.Count && intervals[low].From <= at ? intervals[low].Shares() : null;
    }

    private readonly struct Interval
    {
        private readonly Shared shares;

        public Interval(Timestamp from, Timestamp to, in StateTimes seconds, double blocked)
        {
            (From, To) = (from, to);
            for (var i = 0; i < States.Length; i++)
            {
                shares[i] = (float)(seconds[States[i]] / blocked);
            }
        }

        public Timestamp From { get; }

        public Timestamp To { get; }

        public StateTimes Shares()
        {
            var found = new StateTimes();
            for (var i = 0; i < States.Length; i++)
            {
                found[States[i]] = shares[i];
            }

            return found;
        }

        // One for each of the states.
        [System.Runtime.CompilerServices.InlineArray(7)]
        private struct Shared
        {
            private float element;
        }
    }
}
