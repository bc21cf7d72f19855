namespace IoTrace.Probe.Recording;

/// <summary>
/// What a client connection waits for: the first bytes of an answer, and then the rest of it. The runtime tries to receive before it
/// waits, so a receive that finds nothing is a program that wants more.
/// </summary>
internal static unsafe class AwaitedAnswers
{
    /// <summary>Waits shorter than this are told only together with others that are no further from them than this.</summary>
    public const long Shortest = 1_000_000;

    /// <summary>
    /// Silence that is longer is no pause within an answer. A kept connection is read, too, while nothing is asked of the peer, and what
    /// ends its silence is a heartbeat or a farewell; the usual ones come after two seconds and more. A peer that tells something every
    /// second is still one that is listened to.
    /// </summary>
    public const long LongestPause = 1_500_000_000;

    /// <summary>A receive that takes longer has waited in the kernel; to copy what is there takes less.</summary>
    private const long Blocks = 50_000;

    /// <summary>A receive found nothing, or less than it wants.</summary>
    public static void Want(Descriptor* descriptor, long now)
    {
        if (descriptor->WantingSince == 0)
            descriptor->WantingSince = now;
    }

    /// <summary>Bytes are there, or the end. <paramref name="answered"/> is false for the end.</summary>
    public static void EndWant(Descriptor* descriptor, long now, bool answered)
    {
        var since = Interlocked.Exchange(ref descriptor->WantingSince, 0);
        // What was sent in between is what they answer; and an end ends a kept connection more often than an answer.
        if (since == 0 || !answered || descriptor->SentAt != 0)
            return;
        Conversation.Hear(descriptor);
        var waited = Math.Max(1, now - since);
        if (waited > LongestPause)
            return;
        Aggregate.Add(ResourceTable.AggregateOf(descriptor->Resource, Operation.Rest), waited, 0, failed: false);
        Tell(descriptor, since, since + waited, toldUnderWay: false);
    }

    /// <summary>A receive that answers nothing sent was over: the time of one that blocked is the peer's. The thread shows it.</summary>
    public static void EndReceive(Descriptor* descriptor, long nanoseconds, bool answered)
    {
        if (answered)
            Conversation.Hear(descriptor);
        if (nanoseconds >= Blocks)
            Aggregate.Add(ResourceTable.AggregateOf(descriptor->Resource, Operation.Rest), nanoseconds, 0, failed: false);
    }

    /// <summary>The first bytes since the last send are there, or the end.</summary>
    public static void EndResponse(Descriptor* descriptor, long now, bool answered)
    {
        var sent = Interlocked.Exchange(ref descriptor->SentAt, 0);
        if (sent == 0 || !answered)
            return;
        var isDue = Conversation.IsAnswerDue(descriptor);
        Conversation.Hear(descriptor);
        // What of all that was said this answers, and whether that was waited for, nobody knows.
        if (!isDue)
            return;
        // A receive that was under way before the send can end "before" it by the order of two clock readings.
        var waited = Math.Max(1, now - sent);
        Aggregate.Add(ResourceTable.AggregateOf(descriptor->Resource, Operation.Response), waited, 0, failed: false);
        Tell(descriptor, sent, sent + waited, toldUnderWay: true);
    }

    /// <summary>
    /// Hands a wait on to be told. Short ones gather at the descriptor until they are worth it, because a fast peer makes tens of thousands
    /// of them a second. Receives of one connection in two threads at once may lose such a piece, and nothing else.
    /// </summary>
    private static void Tell(Descriptor* descriptor, long from, long to, bool toldUnderWay)
    {
        if (to - from < Shortest)
        {
            var first = descriptor->ShortWaitsFrom;
            if (first != 0 && from - first - descriptor->ShortWaitsLength <= Shortest)
                from = first;
            if (to - from < Shortest)
            {
                descriptor->ShortWaitsFrom = from;
                descriptor->ShortWaitsLength = (int)(to - from);
                return;
            }
            toldUnderWay = false;
        }
        descriptor->ShortWaitsFrom = 0;
        PendingResponses.Add(descriptor->Resource, from, to, toldUnderWay);
    }
}
