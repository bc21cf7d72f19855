namespace IoTrace.Capture.Os.Linux;

/// <summary>A row of the kernel's table of local sockets.</summary>
/// <param name="Name">Its path, or abstract name; null where it was given none, as the side that opens a connection is not.</param>
/// <param name="Accepts">Whether it listens for connections.</param>
/// <param name="IsConnected">Whether it is one end of a connection.</param>
/// <param name="Inode">What descriptors name it by.</param>
internal sealed record LocalSocket(string? Name, bool Accepts, bool IsConnected, long Inode);
