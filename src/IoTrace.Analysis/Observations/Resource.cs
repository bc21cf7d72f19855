namespace IoTrace.Analysis.Observations;

/// <summary>Identifies a resource within one recording; 0 is none.</summary>
public readonly record struct ResourceId(int Value)
{
    public static ResourceId None { get; }
}

/// <summary>What a descriptor stands for.</summary>
public enum ResourceKind : byte
{
    /// <summary>A regular file, directory or block device.</summary>
    File,

    /// <summary>A pipe or FIFO.</summary>
    Pipe,

    /// <summary>A terminal.</summary>
    Terminal,

    /// <summary>A connected socket; named by its remote end.</summary>
    Socket,

    /// <summary>A listening socket.</summary>
    Listener,

    /// <summary>eventfd, timerfd, epoll and whatever else the kernel has.</summary>
    Other,
}
