namespace IoTrace.Analysis.Tests.Made;

/// <summary>A made-up thread: its whole life, laid out in time.</summary>
internal sealed class MadeThread(ThreadId id, string name, IReadOnlyList<Segment> life)
{
    private const int TickNanoseconds = 10_000_000;
    private const int TicksReadEvery = 40_000_000;

    private int index;
    private ThreadSnapshot last;
    private bool seen;
    private long ticksReadAt;

    public ThreadId Id => id;

    public string Name => name;

    public IReadOnlyList<Segment> Life => life;

    public long Begin => life[0].Start;

    public long End => life[^1].End;

    /// <summary>Processor time so far, by a sweep's time.</summary>
    public long OnCpu(long now) => life.Where(s => s.OnCpu).Sum(s => s.Until(now));

    /// <summary>What it is doing; null before and after its life.</summary>
    public Step? At(long now)
    {
        if (now < Begin || now >= End)
        {
            return null;
        }

        while (index > 0 && life[index].Start > now)
        {
            index--;
        }

        while (life[index].End <= now)
        {
            index++;
        }

        return life[index].Step;
    }

    /// <summary>What the sampler would list; null when it has nothing new to say, as for a thread that has not run since.</summary>
    /// <param name="misread">Shows another state than the true one.</param>
    public ThreadSnapshot? Look(long now, Totals totals, Func<MadeResource?, ResourceId> identify, bool misread)
    {
        if (now < Begin || (now >= End && !seen))
        {
            return null;
        }

        if (now >= End)
        {
            seen = false;
            return last with { Call = SystemCallKind.Running, UserTicks = -1, KernelTicks = -1, Exited = true };
        }

        var ran = !seen || totals.OnCpu != last.OnCpu.Nanoseconds || totals.RunQueue != last.RunQueue.Nanoseconds || last.Call == SystemCallKind.Running;
        if (!ran)
        {
            return null;
        }

        var step = At(now)!;
        var call = !misread ? step.Call : step.Call == SystemCallKind.Running ? SystemCallKind.Hidden : SystemCallKind.Running;
        var blocked = call != SystemCallKind.Running && !misread;
        var (user, kernel) = (-1, -1);
        if (!seen || totals.OnCpu - ticksReadAt >= TicksReadEvery)
        {
            ticksReadAt = totals.OnCpu;
            (user, kernel) = ((int)((totals.OnCpu - totals.Kernel) / TickNanoseconds), (int)(totals.Kernel / TickNanoseconds));
        }

        last = new ThreadSnapshot(
            id, new Duration(totals.OnCpu), new Duration(totals.RunQueue), call, blocked && step.Timed,
            blocked ? identify(step.Resource) : ResourceId.None, blocked ? step.StackPointer : 0, user, kernel, Exited: false)
        { Timeslices = totals.Timeslices };
        seen = true;
        return last;
    }
}

/// <summary>A step with its place in time, in nanoseconds.</summary>
internal sealed record Segment(long Start, long End, Step Step)
{
    public bool OnCpu => Step is { Call: SystemCallKind.Running, Queued: false } or { OnTheClocks: true };

    public long Until(long now) => Math.Clamp(now - Start, 0, End - Start);
}

/// <summary>The kernel's running totals of a thread: nanoseconds, and how often it got a processor.</summary>
internal readonly record struct Totals(long OnCpu, long RunQueue, long Kernel, long Timeslices);
