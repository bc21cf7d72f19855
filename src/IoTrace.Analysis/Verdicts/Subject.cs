using System.Collections.Immutable;

using IoTrace.Analysis.Attribution;
using IoTrace.Analysis.Results;

namespace IoTrace.Analysis.Verdicts;

/// <summary>What a verdict can name: the file, the host, the lock and the call site that have the most of it.</summary>
internal sealed class Subject(
    ImmutableArray<FileUsage> files, ImmutableArray<EndpointUsage> endpoints, LockUsage? locks, ImmutableArray<CallSite> sites)
{
    /// <summary>Below this share of the waiting no single file is worth naming.</summary>
    private const double WorthNaming = 0.3;

    /// <summary>The same for a part of the window, by the files and call sites of that part.</summary>
    public Subject Within(ImmutableArray<FileUsage> ownFiles, ImmutableArray<CallSite> ownSites) => new(ownFiles, endpoints, locks, ownSites);

    /// <summary>The file that has the most of a cause.</summary>
    public string? File(Cause cause)
    {
        var total = files.Sum(f => Time(f, cause));
        var most = files.MaxBy(f => Time(f, cause));
        return most is not null && total > 0 && Time(most, cause) >= WorthNaming * total ? most.Path : null;
    }

    public string? Host { get; } = endpoints.FirstOrDefault() is { } peer
        ? peer.Port is { } port ? $"{peer.Host}:{port}" : peer.Host
        : null;

    public string? Lock { get; } = locks?.Locks.FirstOrDefault()?.Name;

    /// <summary>The method of the user's that has the most time of a cause.</summary>
    public string? Site(Cause cause) => sites
        .Where(s => Matches(cause, s.State) && s.Frames.Length > 0 && !UserCode.IsFramework(s.Frames[0]))
        .GroupBy(s => s.Frames[0])
        .OrderByDescending(g => g.Sum(s => s.Seconds))
        .FirstOrDefault()?.Key;

    private static double Time(FileUsage file, Cause cause) =>
        StateTimes.States.Where(state => Matches(cause, state)).Sum(state => file.ByState[state]);

    private static bool Matches(Cause cause, ThreadState state) => cause switch
    {
        Cause.FileRead => state == ThreadState.FileRead,
        Cause.FileWrite => state == ThreadState.FileWrite,
        Cause.FileSync => state == ThreadState.FileSync,
        Cause.FileMetadata => state == ThreadState.FileMetadata,
        Cause.Network => state == ThreadState.Network,
        Cause.Pipe => state == ThreadState.Pipe,
        Cause.CpuUser => state == ThreadState.CpuUser,
        Cause.CpuKernelIo => state is ThreadState.CpuKernel,
        Cause.Gc => state == ThreadState.Gc,
        Cause.Jit => state == ThreadState.Jit,
        Cause.LockContention or Cause.ThreadPoolStarvation => state == ThreadState.Lock,
        Cause.Sleep => state == ThreadState.Sleep,
        _ => false,
    };
}
