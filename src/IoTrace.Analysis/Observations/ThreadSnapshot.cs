namespace IoTrace.Analysis.Observations;

/// <summary>
/// One thread as the kernel showed it in a sweep. Processor and run-queue times are the kernel's own running totals
/// (schedstat), exact to the nanosecond.
/// </summary>
/// <param name="Thread">The thread.</param>
/// <param name="OnCpu">Total time on a processor since the thread began.</param>
/// <param name="RunQueue">Total time runnable without a processor since the thread began.</param>
/// <param name="Call">What it is blocked in, or <see cref="SystemCallKind.Running"/>.</param>
/// <param name="Timed">Whether the blocking call has a time limit: a wait for a timer rather than for an event.</param>
/// <param name="Resource">The file, pipe or socket of the call, where it has one.</param>
/// <param name="StackPointer">User stack pointer of the blocked thread: the same thread blocked at the same depth has the same one.</param>
/// <param name="UserTicks">User-mode clock ticks (100 a second) so far, or -1 where not read in this sweep.</param>
/// <param name="KernelTicks">Kernel-mode clock ticks so far, or -1 where not read in this sweep.</param>
/// <param name="Exited">The thread is gone; the totals are the last ones seen.</param>
public readonly record struct ThreadSnapshot(
    ThreadId Thread,
    Duration OnCpu,
    Duration RunQueue,
    SystemCallKind Call,
    bool Timed,
    ResourceId Resource,
    ulong StackPointer,
    int UserTicks,
    int KernelTicks,
    bool Exited)
{
    /// <summary>How often it got a processor since the thread began: the kernel's third figure in schedstat; 0 where not told.</summary>
    public long Timeslices { get; init; }

    /// <summary>
    /// Whether the kernel hides the system call: what is known of it is known by the function that the thread waits in, without arguments.
    /// </summary>
    public bool CallHidden { get; init; }
}
