using System.Net;

namespace IoTrace.Capture.Os.Linux;

/// <summary>A TCP connection of the target.</summary>
/// <param name="Endpoint">The other side as text.</param>
/// <param name="IsAccepted">Whether the other side opened it, at a port that the target listens on.</param>
internal sealed record TcpConnection(IPEndPoint Local, IPEndPoint Remote, long Inode, string Endpoint, bool IsAccepted);
