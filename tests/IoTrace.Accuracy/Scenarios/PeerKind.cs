namespace IoTrace.Accuracy.Scenarios;

/// <summary>Who the program waits for.</summary>
internal enum PeerKind
{
    /// <summary>An HTTP server in a process of its own.</summary>
    Http,

    /// <summary>A TCP server in a process of its own.</summary>
    Socket,

    /// <summary>A server behind a local socket (of Unix) in a process of its own.</summary>
    LocalSocket,

    /// <summary>A TCP server in a process of its own that only reads.</summary>
    Listener,

    /// <summary>A child that the program starts, and that takes --period for each turn.</summary>
    Child,

    /// <summary>A command that the program starts, and that takes --sleep to end.</summary>
    Command,
}
