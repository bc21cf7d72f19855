using IoTrace.Analysis.Observations;

namespace IoTrace.Capture.Os.Linux;

/// <summary>The two sides of a TCP connection as the kernel counts them.</summary>
/// <param name="SpokeLast">Whether the local side spoke last, or asks for the connection itself.</param>
/// <param name="SinceSpoken">How long ago it spoke.</param>
/// <param name="BytesHeard">Bytes that came from the other side so far.</param>
/// <param name="SegmentsSpoken">Segments with data that went to it.</param>
/// <param name="Unacknowledged">Whether some of them have not arrived yet, and may be sent again.</param>
internal readonly record struct TcpSides(bool SpokeLast, Duration SinceSpoken, ulong BytesHeard, uint SegmentsSpoken, bool Unacknowledged);
