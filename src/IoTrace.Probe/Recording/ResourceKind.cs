namespace IoTrace.Probe.Recording;

/// <summary>What a descriptor stands for.</summary>
internal enum ResourceKind : byte
{
    File,
    Pipe,
    Terminal,

    /// <summary>A socket this process connected, under its remote endpoint.</summary>
    Client,

    /// <summary>A socket this process accepted or listens on, under its local endpoint.</summary>
    Server,

    /// <summary>A socket of which neither is known.</summary>
    Socket,

    /// <summary>epoll, eventfd, inotify and the like.</summary>
    Other,
}

/// <summary>Names of kinds as they appear in events.</summary>
internal static class ResourceKindNames
{
    private static readonly string[] s_names = ["file", "pipe", "terminal", "client", "server", "socket", "other"];

    public static string Of(ResourceKind kind) => s_names[(int)kind];
}
