namespace IoTrace.Capture.Probe;

/// <summary>A path or an endpoint.</summary>
/// <remarks>
/// Name: As the program named it; bytes that are no UTF-8 appear as \xHH.
/// </remarks>
public readonly record struct ProbeResource(ProbeResourceKind Kind, string Name);

/// <summary>What a descriptor stands for.</summary>
public enum ProbeResourceKind
{
    /// <summary>Something newer than this reader.</summary>
    Unknown,
    File,

    /// <summary>All unnamed pipes together, or a FIFO.</summary>
    Pipe,
    Terminal,

    /// <summary>A connection this process made, under its remote endpoint.</summary>
    Client,

    /// <summary>A connection this process accepted, or a listener, under its local endpoint.</summary>
    Server,

    /// <summary>A socket of which neither is known.</summary>
    Socket,

    /// <summary>epoll, eventfd, inotify, character devices.</summary>
    Other,
}
