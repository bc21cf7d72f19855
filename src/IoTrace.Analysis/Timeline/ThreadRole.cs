namespace IoTrace.Analysis.Timeline;

/// <summary>What a thread is there for.</summary>
public enum ThreadRole
{
    /// <summary>The thread that runs Main.</summary>
    Main,

    /// <summary>A thread that the program started.</summary>
    User,

    /// <summary>A worker of the managed thread pool.</summary>
    PoolWorker,

    /// <summary>The thread that fires timers.</summary>
    Timer,

    /// <summary>Compiles hot methods again in the background.</summary>
    TieredCompilation,

    /// <summary>A thread of the garbage collector.</summary>
    Gc,

    /// <summary>Sends events to us: the cost of being observed.</summary>
    Observer,

    /// <summary>Another service of the runtime or its libraries: when blocked it waits for something to serve.</summary>
    Service,

    /// <summary>A thread that never ran managed code while it was looked at.</summary>
    Native,
}
