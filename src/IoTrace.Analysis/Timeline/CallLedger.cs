using IoTrace.Analysis.Attribution;
using IoTrace.Analysis.Results;

namespace IoTrace.Analysis.Timeline;

/// <summary>
/// A thread's time in I/O calls in a slice, brought into line with the kernel's totals. What happens between entering and leaving a call
/// belongs to that call: the wait, the kernel's own work in it, and the wait for a CPU after the wake-up.
/// </summary>
/// <remarks>
/// Exact are the time in calls K, the CPU time, the time on the run queue Q and the time off both. Sampled is C, the part of K on a CPU.
/// So K - C is off the CPU, of which at most Q was on the run queue and at most the time off was blocked; where both bounds leave room, that
/// after waits divides as the time off the CPU does, and the rest as the CPU time does. Calls that mostly wait keep all three parts; of calls that
/// mostly run the CPU time is copying and their time on the run queue is that of any work (<see cref="CallNature"/>).
/// </remarks>
internal readonly record struct CallLedger
{
    /// <summary>The calls as they are, wherever the process counts them: by state, in seconds.</summary>
    public StateTimes Work { get; private init; }

    /// <summary>The part of the calls in which the thread was blocked, by state, in seconds.</summary>
    public StateTimes Blocked { get; private init; }

    /// <summary>The part of the work that copies in calls that mostly run, in seconds.</summary>
    public double Copied { get; private init; }

    /// <summary>On a CPU in calls, in seconds.</summary>
    public double Cpu { get; private init; }

    /// <summary>On the run queue in calls, in seconds.</summary>
    public double Queue { get; private init; }

    /// <summary>Blocked in calls, in seconds.</summary>
    public double Off { get; private init; }

    /// <summary>Time in calls off a CPU that did not fit into the slice, by state: the clocks of the two tellers differ by some milliseconds.</summary>
    public StateTimes Owed { get; private init; }

    /// <param name="calls">The time in calls; what the slice before owed included.</param>
    /// <param name="cpu">Seconds on a CPU.</param>
    /// <param name="queue">Seconds on the run queue.</param>
    /// <param name="off">Seconds on neither.</param>
    /// <param name="afterWaits">The part of the time on the run queue that comes after waits; 0 to 1.</param>
    public static CallLedger Of(in CallUse calls, double cpu, double queue, double off, double afterWaits, Func<ThreadState, CallNature> natureOf)
    {
        var (inCpu, waits) = (new StateTimes(), new StateTimes());
        foreach (var state in WaitStates.All)
        {
            inCpu[state] = Math.Min(calls.Seconds[state], calls.Cpu[state]);
            waits[state] = calls.Seconds[state] - inCpu[state];
        }

        inCpu = inCpu.Scaled(inCpu.Total > cpu ? cpu / inCpu.Total : 1);
        var fits = waits.Total > off + queue ? (off + queue) / waits.Total : 1;
        var owed = waits.Scaled(1 - fits);
        waits = waits.Scaled(fits);
        var likely = (queue * afterWaits * waits.Total / Math.Max(waits.Total, off + (queue * afterWaits)))
            + (cpu > 0 ? queue * (1 - afterWaits) * inCpu.Total / cpu : 0);
        var queued = Math.Max(Math.Min(likely, Math.Min(queue, waits.Total)), waits.Total - off);
        var queuedPart = waits.Total > 0 ? Math.Clamp(queued / waits.Total, 0, 1) : 0;
        var (work, blocked, copied) = (new StateTimes(), new StateTimes(), 0.0);
        foreach (var state in WaitStates.All)
        {
            if (inCpu[state] + waits[state] <= 0)
            {
                continue;
            }

            var nature = natureOf(state);
            var (inQueue, copies) = (waits[state] * queuedPart, (1 - nature.CpuOfWaits) * inCpu[state]);
            blocked[state] = waits[state] - inQueue;
            work[state] += (nature.CpuOfWaits * inCpu[state]) + (nature.OffOfWaits * inQueue);
            work[ThreadState.CpuKernel] += copies;
            work[ThreadState.Runnable] += (1 - nature.OffOfWaits) * inQueue;
            copied += copies;
        }

        return new CallLedger
        {
            Work = work,
            Blocked = blocked,
            Copied = copied,
            Cpu = inCpu.Total,
            Queue = queuedPart * waits.Total,
            Off = blocked.Total,
            Owed = owed,
        };
    }

    /// <summary>What calls had of the running time is theirs: of the kernel's work first, for they do theirs there.</summary>
    public void TakeOut(ref StateTimes ran)
    {
        var kernel = Math.Min(ran[ThreadState.CpuKernel], Cpu);
        ran[ThreadState.CpuKernel] -= kernel;
        ran[ThreadState.CpuUser] = Math.Max(0, ran[ThreadState.CpuUser] - (Cpu - kernel));
        ran[ThreadState.Runnable] = Math.Max(0, ran[ThreadState.Runnable] - Queue);
    }
}
