using IoTrace.Analysis.Observations;

namespace IoTrace.Analysis.Timeline;

/// <summary>How a thread's state bears on the process as a whole.</summary>
public enum Activity
{
    /// <summary>Working, or waiting for a file: the process gets on only through it.</summary>
    Active,

    /// <summary>Waiting for somebody outside: counts while nobody is active.</summary>
    Outside,

    /// <summary>Waiting for a lock: counts while nobody is active and nothing outside is waited for.</summary>
    Contended,

    /// <summary>Waiting for another thread or an event: has the cause of what it waits for, and none of its own.</summary>
    Dependent,

    /// <summary>Sleeping.</summary>
    Sleeping,

    /// <summary>Working for the future, as the tiering thread does: nobody waits for it, so it counts only before idling.</summary>
    Background,

    /// <summary>Nothing to do.</summary>
    Idle,
}

/// <summary>One thread at one instant.</summary>
/// <param name="State">What it is in; <see cref="ThreadState.CpuUser"/> stands for any running that is neither GC nor JIT.</param>
/// <param name="Resource">The file, pipe or socket it waits for.</param>
/// <param name="StackPointer">Its depth when blocked, which leads to its stack.</param>
/// <param name="Stack">Its stack, where it is known directly.</param>
/// <param name="Fresh">Whether it ran since the instant before, so that this look is independent of that one.</param>
public readonly record struct ThreadMoment(
    ThreadId Thread,
    ThreadRole Role,
    ThreadState State,
    Activity Activity,
    ResourceId Resource,
    ulong StackPointer,
    StackId Stack,
    bool Fresh)
{
    /// <summary>The thread that holds the lock it waits for, where the runtime tells.</summary>
    public ThreadId? Holder { get; init; }

    /// <summary>Whether it waits in no call that the probe would count: of a native library, or for a page of a mapped file.</summary>
    public bool Uncounted { get; init; }

    /// <summary>Whether it is on a processor or on the run queue.</summary>
    public bool Running => State is ThreadState.CpuUser or ThreadState.Gc or ThreadState.Jit;
}
