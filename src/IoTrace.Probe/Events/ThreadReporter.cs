using IoTrace.Probe.Native;
using IoTrace.Probe.Recording;

namespace IoTrace.Probe.Events;

/// <summary>Reports what each thread did in I/O calls in an interval, and reclaims the states of threads that have ended.</summary>
internal sealed unsafe class ThreadReporter
{
    private const int QuietRoundsBeforeCheck = 50;

    private long _lastReport;

    /// <summary>Takes everything so far as reported.</summary>
    public void Skip()
    {
        _lastReport = Libc.Now();
        for (var thread = HookedThread.First; thread != null; thread = thread->Next)
        {
            for (var i = 0; i < HookedThread.Classes; i++)
                thread->Reported[i] = Total(thread, i, _lastReport);
        }
    }

    public void Report(IProbeSink sink, long now)
    {
        var deltas = stackalloc long[HookedThread.Classes];
        HookedThread* previous = null;
        for (var thread = HookedThread.First; thread != null;)
        {
            var next = thread->Next;
            if (TakeDeltas(thread, now, deltas))
            {
                thread->QuietRounds = 0;
                sink.Interval(
                    thread->Tid, _lastReport, now, deltas[0], deltas[1], deltas[2], deltas[3], deltas[4], deltas[5], deltas[6], deltas[7]);
            }
            else if (++thread->QuietRounds >= QuietRoundsBeforeCheck)
            {
                thread->QuietRounds = 0;
                if (previous != null && Libc.IsThreadGone(thread->Tid))
                {
                    HookedThread.Remove(previous, thread);
                    thread = previous;
                }
            }
            previous = thread;
            thread = next;
        }
        _lastReport = now;
    }

    /// <summary>Lowest epoch in which a thread that is inside a hook entered it; the largest number when none is.</summary>
    public int OldestInside()
    {
        var oldest = int.MaxValue;
        for (var thread = HookedThread.First; thread != null; thread = thread->Next)
        {
            var since = Volatile.Read(ref thread->InsideSince);
            if (since != 0 && since < oldest)
                oldest = since;
        }
        return oldest;
    }

    private static bool TakeDeltas(HookedThread* thread, long now, long* deltas)
    {
        var any = false;
        for (var i = 0; i < HookedThread.Classes; i++)
        {
            var total = Total(thread, i, now);
            // A call that ended between two of these reads can look too long once; it evens out in the next interval.
            deltas[i] = Math.Max(0, total - thread->Reported[i]);
            thread->Reported[i] += deltas[i];
            any |= deltas[i] > 0;
        }
        return any;
    }

    private static long Total(HookedThread* thread, int index, long now)
    {
        var start = Volatile.Read(ref thread->CallStart);
        var underWay = start != 0 && (int)thread->CallClass == index ? Math.Max(0, now - start) : 0;
        return Volatile.Read(ref thread->Busy[index]) + underWay;
    }
}
