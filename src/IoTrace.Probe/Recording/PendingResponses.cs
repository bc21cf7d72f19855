using IoTrace.Probe.Native;

namespace IoTrace.Probe.Recording;

/// <summary>
/// Completed waits for a peer, kept in a ring until the flusher takes them: many writers, one reader, no lock. When the
/// reader falls behind, the newest are counted as lost instead of being kept.
/// </summary>
internal static unsafe class PendingResponses
{
    private const int Capacity = 8192;

    private static Wait* s_ring;
    private static long s_tail;
    private static long s_head;
    private static long s_lost;

    public static bool TryReserve() => (s_ring = (Wait*)Libc.Reserve(Capacity * (nuint)sizeof(Wait))) != null;

    /// <summary>How many found no place since the last call.</summary>
    public static long TakeLost() => Interlocked.Exchange(ref s_lost, 0);

    /// <param name="toldUnderWay">Whether the reporter finds such a wait in the descriptor while it goes on.</param>
    public static void Add(Resource* resource, long from, long to, bool toldUnderWay)
    {
        while (true)
        {
            var tail = Volatile.Read(ref s_tail);
            if (tail - Volatile.Read(ref s_head) >= Capacity)
            {
                Interlocked.Increment(ref s_lost);
                return;
            }
            if (Interlocked.CompareExchange(ref s_tail, tail + 1, tail) != tail)
                continue;
            var wait = &s_ring[tail % Capacity];
            wait->Resource = resource;
            wait->From = from;
            wait->To = to;
            wait->ToldUnderWay = toldUnderWay;
            Volatile.Write(ref wait->Sequence, tail + 1);
            return;
        }
    }

    public static bool TryTake(out Wait taken)
    {
        var head = s_head;
        var wait = &s_ring[head % Capacity];
        if (Volatile.Read(ref wait->Sequence) != head + 1)
        {
            taken = default;
            return false;
        }
        taken = *wait;
        Volatile.Write(ref s_head, head + 1);
        return true;
    }

    /// <summary>One wait on a connection; monotonic nanoseconds.</summary>
    public struct Wait
    {
        public long Sequence;
        public Resource* Resource;
        public long From;
        public long To;

        /// <summary>Whether parts of it may have been told before it was over.</summary>
        public bool ToldUnderWay;
    }
}
