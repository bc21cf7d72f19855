using System.Collections.Immutable;

using IoTrace.Analysis.Observations;

namespace IoTrace.Analysis.Timeline;

/// <summary>All threads at one instant.</summary>
/// <param name="At">When.</param>
/// <param name="Threads">Every thread that is more than a blocked service.</param>
/// <param name="Snapshots">The kernel's running totals of the threads, where the instant comes from a sweep.</param>
/// <param name="Processor">Processor time of the whole process, ended threads included, where it was read with this sweep.</param>
/// <param name="PoolQueue">Work items that wait for a worker.</param>
/// <param name="Waits">Tells what the process waits for without a thread.</param>
internal sealed record Instant(
    Timestamp At,
    IReadOnlyList<ThreadMoment> Threads,
    ImmutableArray<ThreadSnapshot> Snapshots,
    Duration? Processor,
    long PoolQueue,
    IProcessWaits Waits)
{
    /// <summary>The threads that fire timers; none where the instant was made from stacks.</summary>
    public ImmutableArray<TimerLook> Timers { get; init; } = [];

    /// <summary>For how long the thread that serves the asynchronous sockets has not moved; null where there is none.</summary>
    public Duration? SinceSocketsMoved { get; init; }

    /// <summary>Whether it was made from a look at thread states, with which the surroundings are seen as well.</summary>
    public bool IsSweep { get; init; }

    /// <summary>Whether a thread was found that waits for the other side of a connection without having asked for anything.</summary>
    public bool Listens { get; init; }

    /// <summary>
    /// How many of its own threads that are ready to run there are for each processor that the process may use; at least 1. Without any
    /// neighbours the work of such a thread would take this many times its processor time.
    /// </summary>
    public double Crowding(int? processors)
    {
        var ready = 0;
        foreach (var moment in Threads)
        {
            ready += moment.Running ? 1 : 0;
        }

        return processors is { } all && ready > all ? (double)ready / all : 1;
    }

    /// <summary>Whether any thread has this bearing, and this state where one is given.</summary>
    public bool Has(Activity activity, ThreadState? state = null)
    {
        foreach (var moment in Threads)
        {
            if (moment.Activity == activity && (state is null || moment.State == state))
            {
                return true;
            }
        }

        return false;
    }
}
