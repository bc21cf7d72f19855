using System.Collections.Immutable;

namespace IoTrace.Analysis.Results;

/// <summary>The table of causes, one row each. Whatever depends on the cause alone is read from here.</summary>
public static class Causes
{
    /// <summary>Operations on a file's entry rather than its content.</summary>
    public static ImmutableArray<string> MetadataOperations { get; } =
        ["open", "close", "stat", "rename", "delete", "createDirectory", "list", "link", "attributes"];

    /// <summary>In the order of <see cref="Cause"/>.</summary>
    public static ImmutableArray<CauseInfo> All { get; } =
    [
        new(Cause.FileRead, Bound.Io, "file-read", [ThreadState.FileRead], []) { Operations = ["read"] },
        new(Cause.FileWrite, Bound.Io, "file-write", [ThreadState.FileWrite], []) { Operations = ["write", "copy", "resize"] },
        new(Cause.FileSync, Bound.Io, "file-sync", [ThreadState.FileSync], []) { Operations = ["sync", "writeThrough"] },
        new(Cause.FileMetadata, Bound.Io, "file-metadata", [ThreadState.FileMetadata], []) { Operations = MetadataOperations },
        new(Cause.Network, Bound.Io, "network", [ThreadState.Network], ["answers-outstanding"]),
        new(Cause.Pipe, Bound.Io, "pipe", [ThreadState.Pipe], []) { Operations = ["read"] },
        new(Cause.CpuUser, Bound.Cpu, "cpu-user", [ThreadState.CpuUser], []),
        new(Cause.CpuKernelIo, Bound.Cpu, "cpu-kernel-io", [ThreadState.CpuKernel], ["io-calls"]),
        new(Cause.Gc, Bound.Cpu, "gc", [ThreadState.Gc], ["gc-pause-share"]),
        new(Cause.Jit, Bound.Cpu, "jit", [ThreadState.Jit], []),
        new(Cause.LockContention, Bound.Neither, "lock-contention", [ThreadState.Lock], ["lock-contention"]),
        new(Cause.ThreadPoolStarvation, Bound.Neither, "thread-pool-starvation", [ThreadState.Lock, ThreadState.PoolQueue], ["pool-starvation", "pool-queue"]),
        // More processor is what makes such a program faster.
        new(Cause.CpuContention, Bound.Cpu, "cpu-contention", [], ["cpu-quota", "run-queue-own"]),
        new(Cause.Sleep, Bound.Neither, "sleep", [ThreadState.Sleep], []),
        new(Cause.Idle, Bound.Neither, "idle", [], []),
    ];

    /// <summary>The row of a cause.</summary>
    public static CauseInfo Of(Cause cause) => All[(int)cause];
}
