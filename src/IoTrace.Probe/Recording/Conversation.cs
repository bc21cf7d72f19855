using System.Runtime.CompilerServices;

namespace IoTrace.Probe.Recording;

/// <summary>
/// Whether an answer is due on a client connection. On some, such as that of a log shipper, only one side ever speaks; it speaks again
/// although nobody has answered. The terms are those of the looks from outside (IoTrace.Capture, Os/Linux/Conversation.cs), and so are the
/// costs: who uploads in pieces with pauses, or asks several questions in turn before the first is answered, is taken for such a speaker
/// until bytes are heard. Their wait is not told; the next question is.
/// </summary>
internal static unsafe class Conversation
{
    /// <summary>
    /// Sends less apart are pieces of one message, however many: a body is written as it is read or made. The kernel counts segments, and a
    /// long body as many; here it is one. Of who speaks more often than this, hardly a wait is told: the reports come every 100 ms and tell
    /// what goes on from the last send on.
    /// </summary>
    public const long Apart = 10_000_000;

    /// <summary>Longer than the pauses within one message.</summary>
    private const long Pause = 100_000_000;

    /// <summary>Spoken again so often, after a pause and unanswered: nobody answers. Once may be two questions at a time.</summary>
    private const byte OftenAgain = 2;

    /// <summary>So many messages out, the first among them, and not a byte in: nobody answers.</summary>
    private const byte ManyMessages = 10;

    /// <summary>The number stands for another connection.</summary>
    public static void Begin(Descriptor* descriptor)
    {
        descriptor->SpokenAgain = 0;
        descriptor->MessagesAfterFirst = 0;
        descriptor->HasHeard = false;
        descriptor->IsFull = false;
    }

    /// <summary>A send went out while the one before it was unanswered, and later than that by <see cref="Apart"/> or more.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void SpeakAgain(Descriptor* descriptor, long after)
    {
        // What had found no room before goes on with the same message, as what the network sends again does.
        if (descriptor->IsFull)
            return;
        if (after > Pause && descriptor->SpokenAgain < OftenAgain)
            descriptor->SpokenAgain++;
        if (descriptor->MessagesAfterFirst < ManyMessages - 1)
            descriptor->MessagesAfterFirst++;
    }

    /// <summary>Bytes were received.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Hear(Descriptor* descriptor)
    {
        descriptor->SpokenAgain = 0;
        descriptor->HasHeard = true;
    }

    /// <summary>Whether what was sent will be answered, as far as can be told.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsAnswerDue(Descriptor* descriptor) =>
        descriptor->SpokenAgain < OftenAgain && (descriptor->HasHeard || descriptor->MessagesAfterFirst < ManyMessages - 1);
}
