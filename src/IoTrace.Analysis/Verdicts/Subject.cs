using System.Collections.Immutable;

using IoTrace.Analysis.Attribution;
using IoTrace.Analysis.Results;

namespace IoTrace.Analysis.Verdicts;

/// <summary>
/// What a verdict can name: the file, the host, the lock and the call site that have the most of it. Files and call sites are weighed
/// by what the process as a whole waited for them, and only where nothing tells by thread-seconds: what a thread does that nobody
/// waits for is not what keeps the program.
/// </summary>
internal sealed record Subject(
    ImmutableArray<FileUsage> files, ImmutableArray<EndpointUsage> endpoints, LockUsage? locks, ImmutableArray<CallSite> sites)
{
    /// <summary>Below this share of a cause no single file is worth naming. Chosen: of four that are alike none is.</summary>
    private const double WorthNaming = 0.3;

    /// <summary>
    /// Below this share of the window it is not worth saying that a lock is held over a cause. Chosen: others are then kept by it for less than
    /// a third of the time.
    /// </summary>
    private const double ConsiderablyHeld = 0.3;

    /// <summary>
    /// One of several that has less than this of their time in the window may have none in a part of it. Chosen: with it no more than a tenth
    /// of that time can be another's alone.
    /// </summary>
    private const double AsGoodAsAlone = 0.9;

    /// <summary>The same for a part of the window, by the files, call sites and quota of that part.</summary>
    public Subject Within(ImmutableArray<FileUsage> ownFiles, ImmutableArray<CallSite> ownSites, ImmutableArray<CallSite> ownWorkers, bool ownThrottled) =>
        // How much of a host's or a lock's time belongs to a part of the window is not known: only one that is alone can be named.
        new(ownFiles,
            endpoints.FirstOrDefault() is { } host && host.Seconds >= AsGoodAsAlone * endpoints.Sum(e => e.Seconds) ? endpoints : [],
            locks?.Locks.FirstOrDefault() is { } most && most.Seconds >= AsGoodAsAlone * locks.ContentionSeconds ? locks : null,
            ownSites)
        {
            BlockedWorkers = ownWorkers,
            Throttled = ownThrottled,
            IdleUnless = IdleUnless,
        };

    /// <summary>The file that has the most of a cause.</summary>
    public string? File(Cause cause)
    {
        var onPath = files.Any(f => Time(f.OnPath, cause) > 0);
        double Of(FileUsage file) => Time(onPath ? file.OnPath : file.ByState, cause);
        var total = files.Sum(Of);
        return total > 0 && files.MaxBy(Of) is { } most && Of(most) >= WorthNaming * total ? most.Path : null;
    }

    /// <summary>The code that blocks workers of the pool.</summary>
    public ImmutableArray<CallSite> BlockedWorkers { get; init; } = [];

    /// <summary>The length of what the locks' times are of.</summary>
    public double Seconds { get; init; } = double.PositiveInfinity;

    /// <summary>Whether the processor quota of its control group holds it back.</summary>
    public bool Throttled { get; init; }

    /// <summary>What it may wait for where it seems to have nothing to do, as the end of that sentence; empty where nothing.</summary>
    public string IdleUnless { get; init; } = "";

    /// <summary>Whether a wait for the network is inferred from the connections that there are.</summary>
    public bool NetworkIsInferred { get; init; }

    /// <summary>The peer with the most time, with the service that usually listens on its port.</summary>
    public string? Host { get; } = endpoints.FirstOrDefault() is { } peer
        ? (peer.Port is { } port ? $"{peer.Host}:{port}" : peer.Host) + (UsualService.Of(peer.Port) is { } service ? $" ({service})" : "")
        : null;

    public string? Lock { get; } = locks?.Locks.FirstOrDefault()?.Name;

    /// <summary>The lock that others wait for while its holder is in this cause, for a considerable part of the window.</summary>
    public string? LockHeldOver(Cause cause)
    {
        double Held(LockWait wait) => StateTimes.States.Where(state => Matches(cause, state)).Sum(state => wait.HeldOver[state]);
        return cause is not (Cause.LockContention or Cause.Sleep) && locks?.Locks.MaxBy(Held) is { } most && Held(most) > ConsiderablyHeld * Seconds
            ? most.Name
            : null;
    }

    /// <summary>The method of the user's that has the most time of a cause; for a starved pool the one that blocks its workers.</summary>
    public string? Site(Cause cause) => (cause == Cause.ThreadPoolStarvation && !BlockedWorkers.IsEmpty ? BlockedWorkers : sites)
        .Where(s => Matches(cause, s.State) && s.Frames.Length > 0 && !UserCode.IsFramework(s.Frames[0]))
        .GroupBy(s => s.Frames[0])
        .OrderByDescending(g => g.Sum(s => s.OnPath))
        .ThenByDescending(g => g.Sum(s => s.Seconds))
        .FirstOrDefault()?.Key;

    private static double Time(StateTimes times, Cause cause) =>
        StateTimes.States.Where(state => Matches(cause, state)).Sum(state => times[state]);

    private static bool Matches(Cause cause, ThreadState state) => Causes.Of(cause).States.Contains(state);
}
