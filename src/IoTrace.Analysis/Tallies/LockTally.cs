using System.Collections.Immutable;

using IoTrace.Analysis.Attribution;
using IoTrace.Analysis.Observations;
using IoTrace.Analysis.Results;
using IoTrace.Analysis.Timeline;

namespace IoTrace.Analysis.Tallies;

/// <summary>Waits for contended locks, from the runtime's own events: exact.</summary>
internal sealed class LockTally
{
    /// <summary>Past this many locks the rest are one: a program that makes a lock for each thing it handles has no end of them.</summary>
    private const int MostLocks = 5000;

    /// <summary>The threads that wait for a lock are asked for its name; so many of them tell it.</summary>
    private const int MostThreads = 100;

    private const string Others = "(other locks)";

    private static readonly string[] Entering = ["System.Threading.Monitor.", "System.Threading.Lock."];

    private readonly Dictionary<ThreadId, ContentionStarted> open = [];
    private readonly Dictionary<ulong, Contended> locks = [];
    private readonly Contended others = new();
    private Timestamp? lastLook;
    private long count;
    private double seconds;

    public void Take(Observation observation)
    {
        switch (observation)
        {
            case ContentionStarted start:
                open[start.Thread] = start;
                break;
            case ContentionEnded end when open.Remove(end.Thread, out var start):
                Count(start, end.At);
                break;
            case StreamTruncated cut:
                CountOpen(cut.At);
                break;
            case { LosesEnds: true }:
                // Which of the waits go on is not known, nor when the others ended: better too little than what nobody waited.
                open.Clear();
                break;
        }
    }

    /// <summary>What the holders of the locks are in while others wait for them.</summary>
    public void Take(Instant look)
    {
        var elapsed = lastLook is { } last ? (look.At - last).Seconds : 0;
        lastLook = look.At;
        var counted = new HashSet<ulong>();
        foreach (var moment in look.Threads)
        {
            // However many wait for it, a lock is held once.
            if (moment is { Activity: Activity.Contended, Holder: { } holder } && open.TryGetValue(moment.Thread, out var start) && counted.Add(start.Lock))
            {
                var held = look.Threads.Where(t => t.Thread == holder).Select(t => (ThreadState?)t.State).FirstOrDefault();
                Find(start.Lock).Hold(held ?? ThreadState.Idle, elapsed);
            }
        }
    }

    /// <summary>Locks by time waited, named after the code that waits for them.</summary>
    public LockUsage Finish(Timestamp end, StackSurvey survey, Func<StackId, ImmutableArray<string>> frames)
    {
        CountOpen(end);
        const int Named = 10;
        var named = locks.OrderByDescending(l => l.Value.Seconds).Take(Named).Select(l =>
        {
            var site = l.Value.Threads
                .SelectMany(t => survey.StacksOf(t).Where(s => survey.ClassOf(s.Key) == StackClass.LockWait))
                .GroupBy(s => s.Key, s => s.Value)
                .OrderByDescending(g => g.Sum())
                .Select(g => UserCode.Fold(frames(g.Key)))
                .FirstOrDefault([]);
            // The code that waits for it, and not the runtime's entering of locks.
            site = [.. site.SkipWhile(f => Entering.Any(e => f.StartsWith(e, StringComparison.Ordinal)))];
            var name = site.IsEmpty ? $"lock 0x{l.Key:x}" : $"lock in {site[0]}";
            return new LockWait(name, l.Value.Count, l.Value.Seconds, site) { HeldOver = l.Value.HeldOver };
        });
        return new LockUsage(seconds, count, [.. named, .. others.Count > 0 ? [new LockWait(Others, others.Count, others.Seconds, []) { HeldOver = others.HeldOver }] : Array.Empty<LockWait>()]);
    }

    private void CountOpen(Timestamp end)
    {
        foreach (var start in open.Values)
        {
            Count(start, end);
        }

        open.Clear();
    }

    private void Count(ContentionStarted start, Timestamp end)
    {
        var waited = Math.Max(0, (end - start.At).Seconds);
        count++;
        seconds += waited;
        var contended = Find(start.Lock);
        contended.Count++;
        contended.Seconds += waited;
        if (contended != others && contended.Threads.Count < MostThreads)
        {
            contended.Threads.Add(start.Thread);
        }
    }

    private Contended Find(ulong identity)
    {
        if (!locks.TryGetValue(identity, out var contended))
        {
            if (locks.Count == MostLocks)
            {
                return others;
            }

            locks.Add(identity, contended = new Contended());
        }

        return contended;
    }

    private sealed class Contended
    {
        public StateTimes HeldOver { get; private set; }

        public long Count { get; set; }

        public double Seconds { get; set; }

        public HashSet<ThreadId> Threads { get; } = [];

        public void Hold(ThreadState state, double elapsed)
        {
            var times = HeldOver;
            times[state] += elapsed;
            HeldOver = times;
        }
    }
}
