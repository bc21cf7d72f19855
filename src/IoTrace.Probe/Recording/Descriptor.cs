using System.Runtime.InteropServices;

namespace IoTrace.Probe.Recording;

/// <summary>What the probe knows of one file descriptor; one cache line, so that neighbours do not disturb each other.</summary>
[StructLayout(LayoutKind.Sequential, Size = 64)]
internal unsafe struct Descriptor
{
    /// <summary>Valid while <see cref="Generation"/> is the current one.</summary>
    public Resource* Resource;
    public int Generation;
    public ResourceKind Kind;
    public bool IsWriteThrough;

    /// <summary>The kind was confirmed with statx, because a path can also name a FIFO or a device.</summary>
    public bool IsKindVerified;

    /// <summary>A connection of which the role is known, so that a new resolution does not have to guess it.</summary>
    public bool IsRoleKnown;

    /// <summary>End of the last send with no answer read since, or 0.</summary>
    public long SentAt;

    /// <summary>Since when the program has asked for more on a client connection than was there, or 0.</summary>
    public long WantingSince;

    /// <summary>Start of a non-blocking connect whose outcome is not known yet, or 0.</summary>
    public long ConnectStartedAt;

    /// <summary>Time spent in the calls of a directory enumeration so far.</summary>
    public long ListNanoseconds;

    /// <summary>Waits too short to be told each, joined, that were not told yet: where the first began, or 0.</summary>
    public long ShortWaitsFrom;

    /// <summary>How long after that the last of them ended; less than what is worth telling.</summary>
    public int ShortWaitsLength;

    /// <summary>Sends after a pause that left the one before them unanswered, since bytes were heard; see <see cref="Conversation"/>.</summary>
    public byte SpokenAgain;

    /// <summary>Messages that followed another which was unanswered; of interest until the first byte is heard.</summary>
    public byte MessagesAfterFirst;

    /// <summary>Something was received on this connection.</summary>
    public bool HasHeard;

    /// <summary>The last send found no room: whoever speaks waits for the peer to take what was said.</summary>
    public bool IsFull;
}
