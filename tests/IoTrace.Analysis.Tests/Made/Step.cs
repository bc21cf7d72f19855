namespace IoTrace.Analysis.Tests.Made;

/// <summary>What a made-up thread does for a while.</summary>
/// <param name="Milliseconds">For how long.</param>
/// <param name="Call">What it is blocked in; <see cref="SystemCallKind.Running"/> on a processor or on the run queue.</param>
public sealed record Step(double Milliseconds, SystemCallKind Call)
{
    /// <summary>Ready to run, but not on a processor.</summary>
    public bool Queued { get; init; }

    /// <summary>Found blocked, while its clocks run: evidence that contradicts itself.</summary>
    public bool OnTheClocks { get; init; }

    /// <summary>The share of the processor time in kernel mode.</summary>
    public double Kernel { get; init; }

    /// <summary>The resource of the call.</summary>
    public MadeResource? Resource { get; init; }

    /// <summary>Whether the call has a time limit.</summary>
    public bool Timed { get; init; }

    /// <summary>User stack pointer while blocked; 0 where the kernel hides it.</summary>
    public ulong StackPointer { get; init; }

    /// <summary>Managed frames, outermost first; none for a native thread.</summary>
    public IReadOnlyList<string> Stack { get; init; } = [];

    /// <summary>Running, but not in managed code.</summary>
    public bool Native { get; init; }

    /// <summary>Whether all managed threads are stopped meanwhile, so that nobody can walk their stacks.</summary>
    public bool StopsAll { get; init; }

    /// <summary>What the runtime tells at the start of the step.</summary>
    public Func<Timestamp, ThreadId, Observation>? AtStart { get; init; }

    /// <summary>What the runtime tells at the end of the step.</summary>
    public Func<Timestamp, ThreadId, Observation>? AtEnd { get; init; }
}

/// <summary>A made-up file, pipe or socket.</summary>
public sealed record MadeResource(ResourceKind Kind, string Name)
{
    public static MadeResource File(string path) => new(ResourceKind.File, path);
}
