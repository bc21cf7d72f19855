using IoTrace.Probe.Recording;

namespace IoTrace.Probe.Events;

/// <summary>Writes single events for slow operations, at most so many a second; counts what it leaves out.</summary>
internal static unsafe class SlowOperations
{
    private const long Second = 1_000_000_000;

    public static int PerSecond = 100;

    private static long s_windowStart;
    private static int s_inWindow;
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
