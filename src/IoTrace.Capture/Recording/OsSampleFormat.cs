namespace IoTrace.Capture.Recording;

/// <summary>
/// The layout of <c>os.samples</c>: a magic, then records of one tag byte and 7-bit-encoded integers. Signed integers are
/// zigzag-encoded. Times and running totals are deltas to the record (or to the same thread's snapshot) before, so that an
/// hour of sampling takes megabytes and not gigabytes.
/// </summary>
internal static class OsSampleFormat
{
    /// <summary>"IOS5": the digit is the version; a reader refuses any other.</summary>
    public static ReadOnlySpan<byte> Magic => "IOS5"u8;

    public enum Tag : byte
    {
        Sweep = 1,
        ThreadNamed = 2,
        ResourceSeen = 3,
        ProcessUsage = 4,

        /// <summary>The last record. Without it the file stops short.</summary>
        End = 5,

        Surroundings = 6,
        Neighbours = 8,

        /// <summary>Surroundings with connections to local sockets, behind all else.</summary>
        SurroundingsWithLocal = 9,

        TcpLook = 10,
    }

    [Flags]
    public enum SnapshotFlags : byte
    {
        None = 0,
        Timed = 1,
        Resource = 2,
        Ticks = 4,
        Exited = 8,
        StackPointer = 16,
        CallHidden = 32,
    }

    [Flags]
    public enum TcpFlags : byte
    {
        None = 0,

        /// <summary>The connection's first sample: its endpoint follows.</summary>
        New = 128,
    }

    public static long ZigZag(long value) => (value << 1) ^ (value >> 63);

    public static long UnZigZag(long value) => (long)((ulong)value >> 1) ^ -(value & 1);
}
