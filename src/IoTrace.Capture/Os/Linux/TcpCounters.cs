using IoTrace.Analysis.Observations;

namespace IoTrace.Capture.Os.Linux;

/// <summary>What the kernel counts of a TCP connection; see <see cref="TcpSample"/>.</summary>
internal readonly record struct TcpCounters(
    bool Connecting,
    Duration SinceSent,
    Duration SinceHeard,
    Duration SinceAcknowledged,
    long BytesHeard,
    long SegmentsSent,
    long SegmentsHeard,
    long Unacknowledged,
    long Unsent);
