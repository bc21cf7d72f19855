namespace IoTrace.Analysis.Observations;

/// <summary>How a TCP connection stands.</summary>
[Flags]
public enum TcpKind : byte
{
    /// <summary>The process opened it, and the kernel does not tell its counters.</summary>
    None = 0,

    /// <summary>The other side opened it, at a port that the process listens on.</summary>
    Accepted = 1,

    /// <summary>The kernel told its counters.</summary>
    Told = 2,

    /// <summary>It is being opened.</summary>
    Connecting = 4,

    /// <summary>It is closed.</summary>
    Gone = 8,
}
