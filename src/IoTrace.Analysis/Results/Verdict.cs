using System.Collections.Immutable;

namespace IoTrace.Analysis.Results;

/// <summary>What limits the process.</summary>
public enum Bound
{
    /// <summary>Inputs and outputs: most of the time is spent waiting for them.</summary>
    Io,

    /// <summary>Processing: most of the time is spent on a processor.</summary>
    Cpu,

    /// <summary>Inputs and outputs and processing to a like degree.</summary>
    Mixed,

    /// <summary>Neither: the process waits for itself, for a processor, for a timer, or for nothing at all.</summary>
    Neither,

    /// <summary>Too little was seen to tell.</summary>
    Unknown,
}

/// <summary>The refinement of a <see cref="Bound"/>.</summary>
public enum Cause
{
    /// <summary>Reading files.</summary>
    FileRead,

    /// <summary>Writing files.</summary>
    FileWrite,

    /// <summary>Making written data durable: fsync, write-through.</summary>
    FileSync,

    /// <summary>Opening, inspecting, listing, renaming, deleting files.</summary>
    FileMetadata,

    /// <summary>Waiting for a peer on the network.</summary>
    Network,

    /// <summary>Waiting for pipes, child processes, terminals.</summary>
    Pipe,

    /// <summary>The program's own code.</summary>
    CpuUser,

    /// <summary>Input and output that never waits: page-cache copies and system-call overhead.</summary>
    CpuKernelIo,

    /// <summary>Garbage collection.</summary>
    Gc,

    /// <summary>Just-in-time compilation.</summary>
    Jit,

    /// <summary>Threads that wait for each other's locks.</summary>
    LockContention,

    /// <summary>Queued work with every pool worker blocked.</summary>
    ThreadPoolStarvation,

    /// <summary>Runnable without a processor: busy neighbours or a quota.</summary>
    CpuContention,

    /// <summary>Timers and delays.</summary>
    Sleep,

    /// <summary>Nothing to do.</summary>
    Idle,
}

/// <summary>A cause that came close, with the share of the wall clock it has.</summary>
public sealed record RunnerUp(Bound Bound, Cause Cause, double Share);

/// <summary>The answer.</summary>
/// <param name="Bound">What limits the process.</param>
/// <param name="Causes">One cause; the two leading ones when mixed; none when unknown.</param>
/// <param name="Confidence">Share of resampled replicates with the same answer, lowered by data quality; 0 to 1.</param>
/// <param name="RunnerUp">The next cause, where any other has a share.</param>
/// <param name="Summary">One sentence for a person: how much, of what, on what, from where.</param>
public sealed record Verdict(
    Bound Bound, ImmutableArray<Cause> Causes, double Confidence, RunnerUp? RunnerUp, string Summary);

/// <summary>A figure that speaks for or against a verdict.</summary>
/// <param name="Id">A stable name, such as <c>io-wait-share</c>.</param>
/// <param name="Value">The figure.</param>
/// <param name="Unit"><c>fraction</c>, <c>seconds</c>, <c>bytes</c>, <c>count</c> or <c>perSecond</c>.</param>
/// <param name="Threshold">The value from which the figure counts, where there is one.</param>
/// <param name="Supports">What it speaks for; null when it is context only.</param>
/// <param name="Source">The collector it comes from: <c>procfs</c>, <c>eventpipe</c>, <c>probe</c>.</param>
/// <param name="Text">The figure in a sentence.</param>
public sealed record Evidence(
    string Id, double Value, string Unit, double? Threshold, Bound? Supports, string Source, string Text);

/// <summary>Something to try.</summary>
/// <param name="Id">A stable name, such as <c>batch-syncs</c>.</param>
/// <param name="Title">One line.</param>
/// <param name="Text">Markdown: what to do, how to see that it worked, what it cannot fix.</param>
public sealed record Advice(string Id, string Title, string Text);

/// <summary>A share of the wall time that could go away, with an interval.</summary>
public sealed record WhatIf(double WallReduction, double Low, double High);

/// <summary>The two what-if bounds; null where they could not be computed.</summary>
/// <param name="IfIoWereFree">If inputs and outputs cost nothing.</param>
/// <param name="IfCpuWereHalf">If the processing cost half.</param>
public sealed record WhatIfBounds(WhatIf? IfIoWereFree, WhatIf? IfCpuWereHalf);
