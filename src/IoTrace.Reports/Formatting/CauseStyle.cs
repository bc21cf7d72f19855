using System.Collections.Immutable;

using IoTrace.Analysis.Results;

namespace IoTrace.Reports.Formatting;

/// <summary>How a cause is shown: what a process that it limits does, in a few words.</summary>
internal sealed record CauseStyle(Cause Cause, string Phrase)
{
    /// <summary>In the order of <see cref="Analysis.Results.Cause"/>.</summary>
    public static ImmutableArray<CauseStyle> All { get; } =
    [
        new(Cause.FileRead, "waits for file reads"),
        new(Cause.FileWrite, "waits for file writes"),
        new(Cause.FileSync, "waits until written data is durable"),
        new(Cause.FileMetadata, "waits for opening, inspecting and listing files"),
        new(Cause.Network, "waits for the network"),
        new(Cause.Pipe, "waits for pipes, child processes or a terminal"),
        new(Cause.CpuUser, "runs its own code"),
        new(Cause.CpuKernelIo, "I/O that never waits: page-cache copies and system calls"),
        new(Cause.Gc, "collects garbage"),
        new(Cause.Jit, "compiles its methods"),
        new(Cause.LockContention, "threads wait for each other's locks"),
        new(Cause.ThreadPoolStarvation, "work is queued while every pool worker is blocked"),
        new(Cause.CpuContention, "ready to run, but no processor is free"),
        new(Cause.Sleep, "waits for timers and delays"),
        new(Cause.Idle, "has nothing to do"),
    ];

    /// <summary>The row of a cause.</summary>
    public static CauseStyle Of(Cause cause) => All[(int)cause];
}
