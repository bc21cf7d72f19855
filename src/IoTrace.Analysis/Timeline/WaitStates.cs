using IoTrace.Analysis.Results;

namespace IoTrace.Analysis.Timeline;

/// <summary>The states of a thread that waits in an I/O call.</summary>
internal static class WaitStates
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<ThreadState> All { get; } =
    [
        ThreadState.FileRead, ThreadState.FileWrite, ThreadState.FileSync, ThreadState.FileMetadata, ThreadState.Network, ThreadState.Pipe,
    ];

    /// <summary>Those of waits for files.</summary>
    public static IReadOnlyList<ThreadState> Files { get; } = [.. All.Where(IsFile)];

    /// <summary>Whether it is a wait for a file, in which the process gets on through the thread.</summary>
    public static bool IsFile(ThreadState state) =>
        state is ThreadState.FileRead or ThreadState.FileWrite or ThreadState.FileSync or ThreadState.FileMetadata;

    /// <summary>The seconds of waits for files.</summary>
    public static double OfFiles(in StateTimes times) =>
        times.Sum(ThreadState.FileRead, ThreadState.FileWrite, ThreadState.FileSync, ThreadState.FileMetadata);
}
