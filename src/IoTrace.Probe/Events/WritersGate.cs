namespace IoTrace.Probe.Events;

/// <summary>
/// Lets events through until the process ends. The runtime frees an event source's native parts at its end without waiting for
/// those who write: a write that overlaps with that reads freed memory and crashes the target.
/// </summary>
internal static class WritersGate
{
    /// <summary>A writer is done in microseconds; one that is not, is not worth holding up the target's end for.</summary>
    private const int PatienceMilliseconds = 500;

    private static int s_writers;
    private static int s_closed;

    /// <summary>Whether an event may be written; then <see cref="Leave"/> has to follow.</summary>
    public static bool TryEnter()
    {
        // A full fence: either the closer sees this writer, or this writer sees that it is closed.
        Interlocked.Increment(ref s_writers);
        if (Volatile.Read(ref s_closed) == 0)
            return true;
        Leave();
        return false;
    }

    public static void Leave() => Interlocked.Decrement(ref s_writers);

    /// <summary>Lets nobody in any more, and waits for those who are inside.</summary>
    public static void Close()
    {
        Interlocked.Exchange(ref s_closed, 1);
        var wait = new SpinWait();
        var until = Environment.TickCount64 + PatienceMilliseconds;
        while (Volatile.Read(ref s_writers) != 0 && Environment.TickCount64 < until)
            wait.SpinOnce();
    }
}
