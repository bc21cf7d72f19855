using System.Collections.Immutable;

using IoTrace.Analysis.Results;

using Spectre.Console;

namespace IoTrace.Reports.Formatting;

/// <summary>How a state is shown.</summary>
/// <param name="State">The state.</param>
/// <param name="Label">Its name in tables and bars.</param>
/// <param name="Letter">One letter, so that the timeline can be read without colour.</param>
/// <param name="Color">Blue families wait for I/O, green works, red waits for its own kind, grey does nothing.</param>
internal sealed record StateStyle(ThreadState State, string Label, char Letter, Color Color)
{
    /// <summary>In the order of <see cref="ThreadState"/>.</summary>
    public static ImmutableArray<StateStyle> All { get; } =
    [
        new(ThreadState.CpuUser, "CPU, user code", 'C', Color.Green),
        new(ThreadState.CpuKernel, "CPU, kernel", 'K', Color.Lime),
        new(ThreadState.Gc, "GC", 'G', Color.Olive),
        new(ThreadState.Jit, "JIT", 'J', Color.Olive),
        new(ThreadState.Runnable, "waiting for a CPU", 'R', Color.Maroon),
        new(ThreadState.FileRead, "file read", 'r', Color.Blue),
        new(ThreadState.FileWrite, "file write", 'w', Color.Purple),
        new(ThreadState.FileSync, "file sync", 's', Color.Purple),
        new(ThreadState.FileMetadata, "file metadata", 'm', Color.Blue),
        new(ThreadState.Network, "network", 'n', Color.Teal),
        new(ThreadState.Pipe, "pipe, terminal", 'p', Color.Aqua),
        new(ThreadState.Lock, "lock", 'L', Color.Maroon),
        new(ThreadState.PoolQueue, "pool queue", 'Q', Color.Maroon),
        new(ThreadState.Sleep, "sleep", 'z', Color.Grey),
        new(ThreadState.Idle, "idle", '.', Color.Grey),
        new(ThreadState.Unknown, "unknown", '?', Color.Grey),
    ];

    /// <summary>The row of a state.</summary>
    public static StateStyle Of(ThreadState state) => All[(int)state];
}
