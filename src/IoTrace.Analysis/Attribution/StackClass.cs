namespace IoTrace.Analysis.Attribution;

/// <summary>What a managed stack says its thread is about, judged by its frames alone.</summary>
public enum StackClass
{
    /// <summary>No frame that waits: the thread computes, or is in native code that the stack does not show.</summary>
    Compute,

    FileRead,

    FileWrite,

    FileSync,

    FileMetadata,

    /// <summary>In a socket call, or blocked until an asynchronous one is done.</summary>
    Network,

    /// <summary>In a pipe or terminal call, or waiting for a child process.</summary>
    Pipe,

    /// <summary>Entering a lock.</summary>
    LockWait,

    /// <summary>Waiting for a task, an event, another thread.</summary>
    EventWait,

    /// <summary>Sleeping.</summary>
    Sleep,

    /// <summary>A pool worker without work.</summary>
    PoolIdle,

    /// <summary>A service thread of the runtime or its libraries, waiting for something to serve.</summary>
    ServiceIdle,
}

/// <summary>Groups of them.</summary>
public static class StackClasses
{
    /// <summary>Whether the thread is in a call that waits for a disk.</summary>
    public static bool IsFile(this StackClass stack) =>
        stack is StackClass.FileRead or StackClass.FileWrite or StackClass.FileSync or StackClass.FileMetadata;
}
