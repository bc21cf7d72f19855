using IoTrace.Probe.Recording;

namespace IoTrace.Probe.Events;

/// <summary>Writes single events for slow operations, at most so many a second; counts what it leaves out.</summary>
internal static unsafe class SlowOperations
{
    private const long Second = 1_000_000_000;

    /// <summary>
    /// So many opens a second are told however short they were: the code that opens a file is often all that is known of who uses
    /// it asynchronously.
    /// </summary>
    private const int OpensPerSecond = 20;

    public static int PerSecond = 100;

    private static long s_windowStart;
    private static int s_inWindow;
    private static long s_opensSince;
    private static int s_opens;
    private static long s_dropped;
    private static long s_droppedNanoseconds;

    public static void Report(
        HookedThread* thread, Resource* resource, Operation operation, long start, long nanoseconds, long bytes, int errno)
    {
        if (!TryTakeTurn(start + nanoseconds))
        {
            Interlocked.Increment(ref s_dropped);
            Interlocked.Add(ref s_droppedNanoseconds, nanoseconds);
            return;
        }
#pragma warning disable CA1031 // Nothing may be thrown through libSystem.Native's frames into the target.
        try
        {
            var (activityName, activityId) = CurrentActivity.Read();
            ProbeLifecycle.Events?.Operation(
                ResourceKindNames.Of(resource->Kind), ResourceName.Of(resource), OperationNames.Of(operation), Math.Max(0, bytes),
                nanoseconds, errno, start, thread->Tid, activityName, activityId);
        }
        catch (Exception)
        {
            Interlocked.Increment(ref s_dropped);
        }
#pragma warning restore CA1031
    }

    /// <summary>Whether an open that was not slow is to be told all the same. Races only make it one more or less.</summary>
    public static bool IsOpenTold(long now)
    {
        if (now - Volatile.Read(ref s_opensSince) >= Second)
        {
            Volatile.Write(ref s_opensSince, now);
            Volatile.Write(ref s_opens, 0);
        }
        return s_opens < OpensPerSecond && Interlocked.Increment(ref s_opens) <= Math.Min(OpensPerSecond, PerSecond);
    }

    public static (long Count, long Nanoseconds) TakeDropped() =>
        (Interlocked.Exchange(ref s_dropped, 0), Interlocked.Exchange(ref s_droppedNanoseconds, 0));

    private static bool TryTakeTurn(long now)
    {
        var window = Volatile.Read(ref s_windowStart);
        if (now - window >= Second && Interlocked.CompareExchange(ref s_windowStart, now, window) == window)
            Volatile.Write(ref s_inWindow, 0);
        return Volatile.Read(ref s_inWindow) < PerSecond && Interlocked.Increment(ref s_inWindow) <= PerSecond;
    }
}
