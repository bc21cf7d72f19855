namespace IoTrace.Analysis.Results;

/// <summary>What a thread, or the process as a whole, is doing at an instant. The keys of every budget in a report.</summary>
public enum ThreadState
{
    /// <summary>On a processor in user mode: managed or native code of the program itself.</summary>
    CpuUser,

    /// <summary>On a processor in kernel mode: system calls, page-cache copies, page faults.</summary>
    CpuKernel,

    /// <summary>Garbage collection: a pause of the managed threads, or a processor working for one.</summary>
    Gc,

    /// <summary>Just-in-time compilation, in the foreground or on the tiering thread.</summary>
    Jit,

    /// <summary>Ready to run but on the run queue: no processor was free, or the quota was used up.</summary>
    Runnable,

    /// <summary>Blocked in reading a file.</summary>
    FileRead,

    /// <summary>Blocked in writing a file.</summary>
    FileWrite,

    /// <summary>Blocked until written data is durable: fsync, fdatasync, write-through.</summary>
    FileSync,

    /// <summary>Blocked in opening, inspecting, listing, renaming or deleting files.</summary>
    FileMetadata,

    /// <summary>Waiting for a peer: a blocked socket call, or a request in flight with no thread of its own.</summary>
    Network,

    /// <summary>Waiting for a pipe, a child process or a terminal.</summary>
    Pipe,

    /// <summary>Blocked on another thread: a contended lock, or an event that a thread of this process has to set.</summary>
    Lock,

    /// <summary>Work waits in the thread pool's queue while every worker is blocked.</summary>
    PoolQueue,

    /// <summary>Waiting for a timer: a sleep or a delay.</summary>
    Sleep,

    /// <summary>Nothing to do.</summary>
    Idle,

    /// <summary>Blocked, but in what was not seen.</summary>
    Unknown,
}
