using System.Diagnostics;

namespace IoTrace.Probe.Events;

/// <summary>
/// Tells the length of the thread pool's queue. The runtime's own counters tell it too, but their first round takes long, on a
/// thread that the end of the process does not wait for: it then defines its events in a provider that is freed already, which
/// crashes the target. The probe's events go through <see cref="WritersGate"/>.
/// </summary>
internal static class PoolReporter
{
    private static long s_completed;

    /// <summary>Takes everything so far as reported.</summary>
    public static void Skip() => s_completed = ThreadPool.CompletedWorkItemCount;

    public static void Report(ProbeEventSource events)
    {
        var completed = ThreadPool.CompletedWorkItemCount;
        events.Pool(ThreadPool.PendingWorkItemCount, completed - s_completed, Stopwatch.GetTimestamp());
        s_completed = completed;
    }
}
