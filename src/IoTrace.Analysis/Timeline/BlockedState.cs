using IoTrace.Analysis.Attribution;
using IoTrace.Analysis.Observations;

namespace IoTrace.Analysis.Timeline;

/// <summary>Names what a blocked thread waits for, from its system call, the resource behind it, and its stack.</summary>
public static class BlockedState
{
    /// <summary>The state and its bearing on the process.</summary>
    /// <param name="call">The system call it is blocked in.</param>
    /// <param name="timed">Whether that has a time limit.</param>
    /// <param name="resource">What its descriptor stands for; null when unknown.</param>
    /// <param name="role">What the thread is there for.</param>
    /// <param name="stack">The class of its stack; null when unknown.</param>
    public static (ThreadState State, Activity Activity) Of(
        SystemCallKind call, bool timed, ResourceKind? resource, ThreadRole role, StackClass? stack)
    {
        var (state, activity) = call switch
        {
            SystemCallKind.Read => OfDescriptor(ThreadState.FileRead, resource),
            SystemCallKind.Write => OfDescriptor(ThreadState.FileWrite, resource),
            SystemCallKind.Sync => (ThreadState.FileSync, Activity.Active),
            SystemCallKind.Metadata => OfDescriptor(ThreadState.FileMetadata, resource),
            // Whoever opened the connection, or may send to the port, is not held to ask: to wait for that is idling.
            SystemCallKind.Receive when resource is ResourceKind.Listener => (ThreadState.Idle, Activity.Idle),
            SystemCallKind.Receive or SystemCallKind.Send or SystemCallKind.Connect => (ThreadState.Network, Activity.Outside),
            SystemCallKind.Accept or SystemCallKind.EpollWait => (ThreadState.Idle, Activity.Idle),
            SystemCallKind.WaitChild or SystemCallKind.Pipe => (ThreadState.Pipe, Activity.Outside),
            SystemCallKind.PageFault => (ThreadState.FileRead, Activity.Active),
            SystemCallKind.Disk => stack is { } seen && seen.IsFile() ? OfStack(seen, role, timed) : (ThreadState.FileRead, Activity.Active),
            SystemCallKind.Sleep => (ThreadState.Sleep, Activity.Sleeping),
            // No file call blocks in a futex: such a stack is that of another moment.
            SystemCallKind.Futex => OfStack(stack?.IsFile() == true ? null : stack, role, timed),
            SystemCallKind.Hidden or SystemCallKind.Poll => OfStack(stack, role, timed),
            _ => stack is null or StackClass.Compute ? (ThreadState.Unknown, Activity.Active) : OfStack(stack, role, timed),
        };

        // A service thread that is blocked waits to be asked; the debugger's even waits in the opening of a pipe. A thread without a
        // name that was never seen with a stack may just have lived between two bursts: what it does with files counts.
        return role.IsService() && !(role == ThreadRole.Native && IsFile(state)) ? (ThreadState.Idle, Activity.Idle) : (state, activity);
    }

    /// <summary>What a thread is in, judged by its stack alone.</summary>
    public static (ThreadState State, Activity Activity) OfStack(StackClass? stack, ThreadRole role, bool timed) => stack switch
    {
        StackClass.FileRead => (ThreadState.FileRead, Activity.Active),
        StackClass.FileWrite => (ThreadState.FileWrite, Activity.Active),
        StackClass.FileSync => (ThreadState.FileSync, Activity.Active),
        StackClass.FileMetadata => (ThreadState.FileMetadata, Activity.Active),
        StackClass.Network => (ThreadState.Network, Activity.Outside),
        StackClass.Pipe => (ThreadState.Pipe, Activity.Outside),
        StackClass.LockWait => (ThreadState.Lock, Activity.Contended),
        StackClass.EventWait => (ThreadState.Lock, Activity.Dependent),
        StackClass.Sleep => (ThreadState.Sleep, Activity.Sleeping),
        StackClass.PoolIdle or StackClass.ServiceIdle => (ThreadState.Idle, Activity.Idle),
        // Without a stack that says what for: a worker waits for work; anyone else for somebody.
        _ when role == ThreadRole.PoolWorker => (ThreadState.Idle, Activity.Idle),
        _ => (ThreadState.Lock, Activity.Dependent),
    };

    /// <summary>The bearing of a call that is known to be one of these states.</summary>
    public static Activity BearingOf(ThreadState state) => state switch
    {
        ThreadState.FileRead or ThreadState.FileWrite or ThreadState.FileSync or ThreadState.FileMetadata => Activity.Active,
        ThreadState.Network or ThreadState.Pipe => Activity.Outside,
        ThreadState.CpuUser or ThreadState.CpuKernel or ThreadState.Gc or ThreadState.Jit or ThreadState.Runnable or ThreadState.Lock or ThreadState.PoolQueue
            or ThreadState.Sleep or ThreadState.Idle or ThreadState.Unknown => Activity.Idle,
    };

    private static bool IsFile(ThreadState state) =>
        state is ThreadState.FileRead or ThreadState.FileWrite or ThreadState.FileSync or ThreadState.FileMetadata;

    private static (ThreadState State, Activity Activity) OfDescriptor(ThreadState file, ResourceKind? resource) => resource switch
    {
        ResourceKind.Pipe or ResourceKind.Terminal => (ThreadState.Pipe, Activity.Outside),
        ResourceKind.Socket => (ThreadState.Network, Activity.Outside),
        ResourceKind.Listener or ResourceKind.Other => (ThreadState.Idle, Activity.Idle),
        _ => (file, Activity.Active),
    };
}
