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
            {
                thread->Reported[i] = Total(thread, i, _lastReport);
                _ = CpuOf(thread, i, 0);
            }
        }
    }

    public void Report(IProbeSink sink, long now)
    {
        var deltas = stackalloc long[HookedThread.Classes];
        var cpu = stackalloc long[HookedThread.Classes];
        HookedThread* previous = null;
        for (var thread = HookedThread.First; thread != null;)
        {
            var next = thread->Next;
            if (TakeDeltas(thread, now, deltas, cpu))
            {
                thread->QuietRounds = 0;
                sink.Interval(
                    thread->Tid, _lastReport, now, deltas[0], deltas[1], deltas[2], deltas[3], deltas[4], deltas[5], deltas[6], deltas[7],
                    cpu[0], cpu[1], cpu[2], cpu[3], cpu[4], cpu[5], cpu[6], cpu[7]);
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

    private static bool TakeDeltas(HookedThread* thread, long now, long* deltas, long* cpu)
    {
        var any = false;
        for (var i = 0; i < HookedThread.Classes; i++)
        {
            var total = Total(thread, i, now);
            // A call that ended between two of these reads can look too long once; it evens out in the next interval.
            deltas[i] = Math.Max(0, total - thread->Reported[i]);
            thread->Reported[i] += deltas[i];
            any |= deltas[i] > 0;
            cpu[i] = CpuOf(thread, i, deltas[i]);
        }
        return any;
    }

    /// <summary>
    /// How much of the time in calls was on a CPU: as much as of the calls that were sampled in the interval, or else before it. Of a call
    /// that is under way nothing is known yet.
    /// </summary>
    private static long CpuOf(HookedThread* thread, int index, long time)
    {
        var (sampled, cpu) = (Volatile.Read(ref thread->Samples.Time[index]), Volatile.Read(ref thread->Samples.Cpu[index]));
        var taken = sampled - thread->ReportedTime[index];
        if (taken > 0)
        {
            thread->CpuShare[index] = Math.Clamp((double)(cpu - thread->ReportedCpu[index]) / taken, 0, 1);
            (thread->ReportedTime[index], thread->ReportedCpu[index]) = (sampled, cpu);
        }
        return (long)(time * thread->CpuShare[index]);
    }

    private static long Total(HookedThread* thread, int index, long now)
    {
        var start = Volatile.Read(ref thread->CallStart);
        var underWay = start != 0 && (int)thread->CallClass == index ? Math.Max(0, now - start) : 0;
        return Volatile.Read(ref thread->Busy[index]) + underWay;
    }
}
