using System.Runtime.InteropServices;

using IoTrace.Analysis.Observations;
using IoTrace.Analysis.Results;
using IoTrace.Analysis.Timeline;

namespace IoTrace.Analysis.Attribution;

/// <summary>
/// How much time each thread spent in which calls, as the probe counted it from within.
/// </summary>
/// <remarks>
/// The probe tells how long a thread was in calls, on a processor or not; the kernel how long it was off the processor. Calls that add up
/// to more than the latter were on a processor for the rest, each in proportion.
/// </remarks>
internal sealed class CallTimes
{
    /// <summary>Past this many intervals none are kept: some 40 MB, an hour of a dozen busy threads.</summary>
    private const int MostIntervals = 450_000;

    private static readonly ThreadState[] States =
        [ThreadState.FileRead, ThreadState.FileWrite, ThreadState.FileSync, ThreadState.FileMetadata, ThreadState.Network, ThreadState.Pipe, ThreadState.Idle];

    private readonly Dictionary<ThreadId, List<Interval>> threads = [];
    private readonly List<Timestamp> ends = [];
    private readonly Dictionary<ThreadId, QueueAfterWaits> afterWaits = [];
    private Dictionary<ThreadId, ThreadSnapshot> before = [];
    private Dictionary<ThreadId, ThreadSnapshot> latest = [];
    private StateTimes waits;
    private StateTimes queued;
    private Timestamp round = new(long.MinValue);
    private int count;

    public CallTimes()
    {
        waits = new StateTimes();
        queued = new StateTimes();
    }

    /// <summary>When the intervals end of which the probe told, in order.</summary>
    public IReadOnlyList<Timestamp> Ends => ends;

    /// <summary>Takes in what a thread did in an interval that has just ended.</summary>
    /// <param name="told">Its calls.</param>
    /// <param name="snapshots">Every thread as last seen.</param>
    public void Take(CallsTimed told, IReadOnlyDictionary<ThreadId, ThreadSnapshot> snapshots)
    {
        if (told.To != round)
        {
            round = told.To;
            before = latest;
            latest = new Dictionary<ThreadId, ThreadSnapshot>(snapshots);
            if (count < MostIntervals)
            {
                ends.Add(told.To);
            }
        }

        if (count >= MostIntervals)
        {
            return;
        }

        count++;
        var (now, then) = (latest.GetValueOrDefault(told.Thread), before.GetValueOrDefault(told.Thread));
        var (onCpu, onQueue) = ((now.OnCpu - then.OnCpu).Seconds, (now.RunQueue - then.RunQueue).Seconds);
        var off = Math.Max(0, (told.To - told.From).Seconds - onCpu - onQueue);
        var total = told.Seconds.Total;
        // An older probe does not tell what was on a CPU: what was not off it was.
        var cpu = told.Cpu ?? told.Seconds.Scaled(total > off ? 1 - (off / total) : 0);
        AddQueued(told, cpu, onCpu, onQueue, off, now.Timeslices - then.Timeslices);
        ref var intervals = ref CollectionsMarshal.GetValueRefOrAddDefault(threads, told.Thread, out _);
        (intervals ??= []).Add(new Interval(told.From, told.To, told.Seconds, cpu, Math.Max(off, total)));
    }

    /// <summary>The part of the time in calls off a CPU that is on the run queue; 0 to 1.</summary>
    public double QueuedPart(ThreadState state) => waits[state] > 0 ? Math.Min(1, queued[state] / waits[state]) : 0;

    private void AddQueued(CallsTimed told, in StateTimes cpu, double onCpu, double onQueue, double off, long turns)
    {
        if (!afterWaits.TryGetValue(told.Thread, out var part))
        {
            afterWaits.Add(told.Thread, part = new QueueAfterWaits());
        }

        var ledger = CallLedger.Of(new CallUse(told.Seconds, cpu), Math.Max(0, onCpu), Math.Max(0, onQueue), off, part.Part(onCpu, off, turns), _ => CallNature.Unknown);
        foreach (var state in WaitStates.All)
        {
            var wait = told.Seconds[state] - cpu[state];
            waits[state] += wait;
            queued[state] += ledger.Off + ledger.Queue > 0 ? wait * ledger.Queue / (ledger.Off + ledger.Queue) : 0;
        }
    }

    /// <summary>Shares of the blocked time by state, at most 1 together; null where the probe tells nothing of this moment.</summary>
    public StateTimes? Shares(ThreadId thread, Timestamp at)
    {
        if (!threads.TryGetValue(thread, out var intervals))
        {
            return null;
        }

        var first = FirstEndingFrom(intervals, at);
        return first < intervals.Count && intervals[first].From <= at && intervals[first].Blocked > 0
            ? intervals[first].Seconds().Scaled(1 / intervals[first].Blocked)
            : null;
    }

    /// <summary>The time in calls in a span. An interval that it cuts counts by the part of it that lies within.</summary>
    public CallUse Within(ThreadId thread, Timestamp start, Timestamp end)
    {
        var (seconds, cpu) = (new StateTimes(), new StateTimes());
        if (!threads.TryGetValue(thread, out var intervals))
        {
            return default;
        }

        for (var i = FirstEndingFrom(intervals, start); i < intervals.Count && intervals[i].From < end; i++)
        {
            var interval = intervals[i];
            var length = (interval.To - interval.From).Seconds;
            var part = length > 0 ? Math.Max(0, (Timestamp.Min(end, interval.To) - Timestamp.Max(start, interval.From)).Seconds) / length : 0;
            seconds.Add(interval.Seconds().Scaled(part));
            cpu.Add(interval.Cpu().Scaled(part));
        }

        return new CallUse(seconds, cpu);
    }

    private static int FirstEndingFrom(List<Interval> intervals, Timestamp at)
    {
        var (low, high) = (0, intervals.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = intervals[middle].To < at ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    private readonly struct Interval
    {
        private readonly ByState seconds;
        private readonly ByState cpu;

        public Interval(Timestamp from, Timestamp to, in StateTimes seconds, in StateTimes cpu, double blocked)
        {
            (From, To, Blocked) = (from, to, (float)blocked);
            for (var i = 0; i < States.Length; i++)
            {
                this.seconds[i] = (float)seconds[States[i]];
                this.cpu[i] = (float)cpu[States[i]];
            }
        }

        public Timestamp From { get; }

        public Timestamp To { get; }

        public float Blocked { get; }

        public StateTimes Seconds() => Times(seconds);

        public StateTimes Cpu() => Times(cpu);

        private static StateTimes Times(in ByState values)
        {
            var found = new StateTimes();
            for (var i = 0; i < States.Length; i++)
            {
                found[States[i]] = values[i];
            }

            return found;
        }

        // One for each of the states.
        [System.Runtime.CompilerServices.InlineArray(7)]
        private struct ByState
        {
            private float element;
        }
    }
}
