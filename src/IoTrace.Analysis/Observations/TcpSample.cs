namespace IoTrace.Analysis.Observations;

/// <summary>A TCP connection as the kernel counts it (tcp_info). Times are known to the tick of the kernel's clock: 1 to 10 ms.</summary>
/// <param name="Connection">A number for the connection, within one recording.</param>
/// <param name="Endpoint">The other side.</param>
/// <param name="Kind">Who opened it, and how it stands.</param>
/// <param name="Asked">Just before the kernel was asked.</param>
/// <param name="Answered">Just after.</param>
/// <param name="SinceSent">Since the process last sent data; since the connection was made where it never did.</param>
/// <param name="SinceHeard">Since data last came in; since the connection was made where none ever did.</param>
/// <param name="SinceAcknowledged">Since the other side last acknowledged anything.</param>
/// <param name="BytesHeard">Bytes that came in so far.</param>
/// <param name="SegmentsSent">Segments with data that went out so far.</param>
/// <param name="SegmentsHeard">Segments with data that came in so far.</param>
/// <param name="Unacknowledged">Segments that the other side has not acknowledged.</param>
/// <param name="Unsent">Bytes that wait to be sent: the other side or the network is slow to take them.</param>
public readonly record struct TcpSample(
    int Connection,
    string Endpoint,
    TcpKind Kind,
    Timestamp Asked,
    Timestamp Answered,
    Duration SinceSent,
    Duration SinceHeard,
    Duration SinceAcknowledged,
    long BytesHeard,
    long SegmentsSent,
    long SegmentsHeard,
    long Unacknowledged,
    long Unsent)
{
    /// <summary>Whether the process opened it.</summary>
    public bool IsOpened => !Kind.HasFlag(TcpKind.Accepted);

    /// <summary>Whether the kernel told its counters; else they are all 0.</summary>
    public bool IsTold => Kind.HasFlag(TcpKind.Told);

    /// <summary>Whether it is being opened: the other side has not agreed yet.</summary>
    public bool IsConnecting => Kind.HasFlag(TcpKind.Connecting);

    /// <summary>Whether it is there no longer.</summary>
    public bool IsGone => Kind.HasFlag(TcpKind.Gone);
}
