namespace IoTrace.Analysis.Attribution;

/// <summary>Which stacks can belong to a state.</summary>
internal static class StateOfClass
{
    /// <summary>Whether a thread in this state can have a stack of this class.</summary>
    public static bool Fits(ThreadState state, StackClass stack) => state switch
    {
        ThreadState.FileRead => stack == StackClass.FileRead,
        ThreadState.FileWrite => stack == StackClass.FileWrite,
        ThreadState.FileSync => stack is StackClass.FileSync or StackClass.FileWrite,
        ThreadState.FileMetadata => stack == StackClass.FileMetadata,
        ThreadState.Network => stack == StackClass.Network,
        ThreadState.Pipe => stack is StackClass.Pipe or StackClass.FileRead or StackClass.FileWrite,
        ThreadState.Lock => stack is StackClass.LockWait or StackClass.EventWait,
        ThreadState.Sleep => stack == StackClass.Sleep,
        ThreadState.CpuUser or ThreadState.CpuKernel or ThreadState.Gc or ThreadState.Jit or ThreadState.Runnable or ThreadState.PoolQueue or ThreadState.Idle
            or ThreadState.Unknown => stack == StackClass.Compute,
    };

    /// <summary>The state that a call of this class is blocked in; null for stacks that do no I/O.</summary>
    public static ThreadState? IoState(StackClass stack) => stack switch
    {
        StackClass.FileRead => ThreadState.FileRead,
        StackClass.FileWrite => ThreadState.FileWrite,
        StackClass.FileSync => ThreadState.FileSync,
        StackClass.FileMetadata => ThreadState.FileMetadata,
        StackClass.Network => ThreadState.Network,
        StackClass.Pipe => ThreadState.Pipe,
        _ => null,
    };
}
