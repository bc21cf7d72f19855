using System.Collections.Immutable;

using IoTrace.Analysis.Observations;

namespace IoTrace.Analysis.Timeline;

/// <summary>All threads at one instant, and what is under way without a thread.</summary>
/// <param name="At">When.</param>
/// <param name="Threads">Every thread that is more than a blocked service.</param>
/// <param name="Snapshots">The kernel's running totals of the threads, where the instant comes from a sweep.</param>
/// <param name="Processor">Processor time of the whole process, ended threads included, where it was read with this sweep.</param>
/// <param name="NetworkInFlight">Asynchronous network operations under way.</param>
/// <param name="TimerPending">Whether a timer is running down.</param>
/// <param name="PoolQueue">Work items that wait for a worker.</param>
public sealed record Instant(
    Timestamp At,
    IReadOnlyList<ThreadMoment> Threads,
    ImmutableArray<ThreadSnapshot> Snapshots,
    Duration? Processor,
    int NetworkInFlight,
    bool TimerPending,
    long PoolQueue)
{
    /// <summary>Whether the process serves requests; what it does between them, it does for nobody.</summary>
    public bool Serves { get; init; }

    /// <summary>Whether a process that it started lives.</summary>
    public bool ChildLives { get; init; }

    /// <summary>Whether the probe says that the answer of a process of this machine is awaited on a local socket.</summary>
    public bool LocalAwaited { get; init; }

    /// <summary>Whether it may have connections that it opened: nobody looked, or there are some.</summary>
    public bool MayHavePeers { get; init; } = true;

    /// <summary>Whether bytes come and go on connections that it opened, of which nothing else tells.</summary>
    public bool PeersTalk { get; init; }

    /// <summary>The same of local sockets, where it has no other connections.</summary>
    public bool LocalPeersTalk { get; init; }

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

    /// <summary>Requests that it has taken up and not answered yet.</summary>
    public int Requests { get; init; }
}
