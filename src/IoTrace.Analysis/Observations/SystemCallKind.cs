namespace IoTrace.Analysis.Observations;

/// <summary>What a blocked thread asked of the kernel, freed from the numbers of one architecture.</summary>
public enum SystemCallKind : byte
{
    /// <summary>Not blocked: on a processor or on the run queue.</summary>
    Running,

    /// <summary>Blocked, but the kernel does not let us see in what, not even in which of its functions.</summary>
    Hidden,

    /// <summary>read, pread, readv, and the in-kernel copies.</summary>
    Read,

    /// <summary>write, pwrite, writev, fallocate.</summary>
    Write,

    /// <summary>fsync, fdatasync, sync_file_range, msync.</summary>
    Sync,

    /// <summary>open, stat, rename, unlink, getdents, close and their like.</summary>
    Metadata,

    /// <summary>recv, recvmsg, recvfrom.</summary>
    Receive,

    /// <summary>send, sendmsg, sendto.</summary>
    Send,

    /// <summary>connect.</summary>
    Connect,

    /// <summary>accept.</summary>
    Accept,

    /// <summary>poll, select on descriptors.</summary>
    Poll,

    /// <summary>epoll_wait: the runtime's event loop, or a library's.</summary>
    EpollWait,

    /// <summary>futex: a lock, an event, a condition, or a worker without work.</summary>
    Futex,

    /// <summary>nanosleep.</summary>
    Sleep,

    /// <summary>wait4, waitid.</summary>
    WaitChild,

    /// <summary>Outside any system call: a page fault on a mapped file or on swapped memory.</summary>
    PageFault,

    /// <summary>Another system call.</summary>
    Other,

    /// <summary>A read or write of a pipe or local socket, where only the function of the kernel tells what it is.</summary>
    Pipe,

    /// <summary>Waiting for a disk, where nothing more is known.</summary>
    Disk,
}
