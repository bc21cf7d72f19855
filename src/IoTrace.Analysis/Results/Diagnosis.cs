using System.Collections.Immutable;

namespace IoTrace.Analysis.Results;

/// <summary>Everything a report says about one process in one window. Immutable; every exporter renders this and nothing else.</summary>
public sealed record Diagnosis
{
    public required TargetInfo Target { get; init; }

    public required WindowInfo Window { get; init; }

    public required Verdict Verdict { get; init; }

    /// <summary>Every cause with its share of the wall clock, largest first: what the verdict was chosen from.</summary>
    public ImmutableArray<CauseShare> CauseShares { get; init; } = [];

    /// <summary>Fractions of the window by state; sum 1, or all zero when nothing was seen.</summary>
    public required StateTimes WallClock { get; init; }

    /// <summary>Thread-seconds by state, without the runtime's own service threads' idling.</summary>
    public required StateTimes ThreadTime { get; init; }

    public required WhatIfBounds Bounds { get; init; }

    /// <summary>Files, pipes and terminals, most waited-for first.</summary>
    public ImmutableArray<FileUsage> Files { get; init; } = [];

    /// <summary>All files together; null without the probe.</summary>
    public FileTotals? FileTotals { get; init; }

    /// <summary>Network peers, most waited-for first.</summary>
    public ImmutableArray<EndpointUsage> Endpoints { get; init; } = [];

    /// <summary>Where in the user's code the time goes, by state, longest first; framework frames are folded away.</summary>
    public ImmutableArray<CallSite> CallSites { get; init; } = [];

    /// <summary>The whole stacks behind <see cref="CallSites"/>, outermost frame first, for flame graphs.</summary>
    public ImmutableArray<CallSite> Stacks { get; init; } = [];

    public ThreadPoolUsage? ThreadPool { get; init; }

    public GcUsage? Gc { get; init; }

    public LockUsage? Locks { get; init; }

    /// <summary>Threads that did or waited for anything, busiest first.</summary>
    public ImmutableArray<ThreadUsage> Threads { get; init; } = [];

    /// <summary>The window cut into equal slices.</summary>
    public ImmutableArray<TimelineSlice> Timeline { get; init; } = [];

    /// <summary>The requests it served; null for a process that serves none.</summary>
    public RequestUsage? Requests { get; init; }

    /// <summary>The phases that the process went through, in order; empty when it did not change, so that the verdict holds throughout.</summary>
    public ImmutableArray<Phase> Phases { get; init; } = [];

    public ImmutableArray<Evidence> Evidence { get; init; } = [];

    public ImmutableArray<Advice> Advice { get; init; } = [];

    public required Quality Quality { get; init; }
}

/// <summary>The share of the wall clock that a cause has; 0 to 1.</summary>
public readonly record struct CauseShare(Cause Cause, double Share);

/// <summary>The process that was profiled.</summary>
/// <param name="Pid">Process id; null in a recording that does not tell.</param>
/// <param name="Name">Its name.</param>
/// <param name="RuntimeVersion">The .NET runtime's version, where known.</param>
/// <param name="Os">Operating system and architecture, such as <c>linux-x64</c>.</param>
/// <param name="ExitCode">Its exit code, where it ended in the window and was IoTrace's own child.</param>
/// <param name="CommandLine">What was run, where known.</param>
public sealed record TargetInfo(int? Pid, string Name, string? RuntimeVersion, string? Os, int? ExitCode, string? CommandLine)
{
    /// <summary>The id that it has for itself, in a PID namespace of its own; null where that is not known.</summary>
    public int? InnerPid { get; init; }

    /// <summary>The kind and name of the container that it lives in; null where it has none that is known.</summary>
    public string? Container { get; init; }

    /// <summary>The id of its first thread, as the recording has it.</summary>
    public int? FirstThread => InnerPid ?? Pid;
}

/// <summary>The span of time that was seen.</summary>
/// <param name="StartUtc">When it began.</param>
/// <param name="DurationSeconds">How long it was.</param>
/// <param name="Truncated">Whether the data stop before the window does.</param>
public sealed record WindowInfo(DateTimeOffset StartUtc, double DurationSeconds, bool Truncated);

/// <summary>Latency and volume of one kind of operation. Seconds and bytes; what is not known is null.</summary>
public sealed record OperationUsage(
    string Kind, long Count, long Errors, long? Bytes, double Seconds, double? P50, double? P90, double? P99, double? Max);

/// <summary>One file, pipe or terminal.</summary>
/// <param name="Path">The path, or a description such as <c>pipe:[123]</c>.</param>
/// <param name="Exact">Whether the figures are exact (the probe counted them) or estimates from samples.</param>
/// <param name="WaitSeconds">Thread-seconds spent blocked on it.</param>
/// <param name="WaitLow">Lower end of the 95 % interval of an estimate.</param>
/// <param name="WaitHigh">Upper end of the 95 % interval of an estimate.</param>
/// <param name="WaitShare">Its share of all waiting for files, pipes and terminals; 0 to 1.</param>
/// <param name="ByState">Where the wait went: read, write, sync, metadata, pipe.</param>
/// <param name="Operations">Exact operations by kind; empty without the probe.</param>
/// <param name="CallSites">The code that waited for it, longest first.</param>
public sealed record FileUsage(
    string Path,
    bool Exact,
    double WaitSeconds,
    double? WaitLow,
    double? WaitHigh,
    double WaitShare,
    StateTimes ByState,
    ImmutableArray<OperationUsage> Operations,
    ImmutableArray<CallSite> CallSites)
{
    /// <summary>The program's activities that waited for it, longest first; empty where none did, or nothing told.</summary>
    public ImmutableArray<ActivityUsage> Activities { get; init; } = [];

    /// <summary>Of <see cref="ByState"/>, the seconds that the process as a whole waited: none of a thread that nobody waits for.</summary>
    public StateTimes OnPath { get; init; } = ByState;
}

/// <summary>One network peer.</summary>
/// <param name="Host">Host name or address.</param>
/// <param name="Port">Port, where known.</param>
/// <param name="Protocol"><c>http</c>, <c>https</c>, <c>dns</c>, <c>tls</c>, <c>tcp</c>, <c>unix</c>.</param>
/// <param name="Operations">Requests, look-ups or handshakes; null where only blocked time was sampled.</param>
/// <param name="Errors">Those that failed.</param>
/// <param name="Seconds">Time in flight, summed over concurrent operations.</param>
/// <param name="Exact">Whether the figures come from events rather than samples.</param>
public sealed record EndpointUsage(
    string Host, int? Port, string Protocol, long? Operations, long? Errors, double Seconds,
    double? P50, double? P90, double? P99, double? Max, bool Exact)
{
    /// <summary>The program's activities that waited for it, longest first; empty where none did, or nothing told.</summary>
    public ImmutableArray<ActivityUsage> Activities { get; init; } = [];
}

/// <summary>The activities (<c>Activity.Current</c>) of one name that waited for a file or peer. An estimate: only so many operations are told a second.</summary>
/// <param name="Name">Their display name, or one in brackets for what there was no room for.</param>
/// <param name="Count">How many different ones were seen: at least so many there were.</param>
/// <param name="Seconds">Their part of its time.</param>
public sealed record ActivityUsage(string Name, int Count, double Seconds);

/// <summary>Time in one state at one place in the code.</summary>
/// <param name="State">The state.</param>
/// <param name="Seconds">Thread-seconds.</param>
/// <param name="Frames">Method names. In call sites innermost user frame first; in stacks outermost first.</param>
public sealed record CallSite(ThreadState State, double Seconds, ImmutableArray<string> Frames)
{
    /// <summary>The seconds of these through which the process as a whole got on, or was kept: none of a thread that nobody waits for.</summary>
    public double OnPath { get; init; } = Seconds;
}

/// <summary>The managed thread pool over the window.</summary>
public sealed record ThreadPoolUsage(
    int WorkersMax, int StarvationAdjustments, int CooperativeBlockingAdjustments, long? QueueLengthMax, long? WorkItemsCompleted);

/// <summary>Garbage collections that ended in the window.</summary>
public sealed record GcUsage(double PauseSeconds, int Count, int Gen0, int Gen1, int Gen2, double? PauseMax, double? AllocatedBytes);

/// <summary>Contended locks, from the runtime's contention events.</summary>
public sealed record LockUsage(double ContentionSeconds, long Count, ImmutableArray<LockWait> Locks);

/// <summary>One lock that threads waited for.</summary>
/// <param name="Name">The call site that waits most, or the lock's identity where that is unknown.</param>
public sealed record LockWait(string Name, long Count, double Seconds, ImmutableArray<string> Frames)
{
    /// <summary>Of those seconds, how many the lock's holder spent in which state; empty where the runtime (before .NET 9) tells no holder.</summary>
    public StateTimes HeldOver { get; init; }
}

/// <summary>One thread's budget in seconds.</summary>
public sealed record ThreadUsage(int Tid, string Name, string Role, StateTimes Seconds);

/// <summary>One slice of the timeline.</summary>
/// <param name="StartSeconds">Offset from the window's start.</param>
/// <param name="DurationSeconds">Width of the slice.</param>
/// <param name="WallClock">Shares that sum to 1.</param>
public sealed record TimelineSlice(double StartSeconds, double DurationSeconds, StateTimes WallClock);

/// <summary>How good the data are.</summary>
/// <param name="EventsLost">Events the runtime dropped because they were not read in time.</param>
/// <param name="Collectors">Each kind of evidence: there or not, and why.</param>
/// <param name="Overhead">What measuring cost.</param>
/// <param name="Notes">What a reader has to know: what this kind of file cannot tell, how late the process was attached, and so on.</param>
public sealed record Quality(
    long EventsLost, ImmutableArray<CollectorStatus> Collectors, Overhead Overhead, ImmutableArray<string> Notes);

/// <summary>Whether a collector delivered.</summary>
/// <param name="Name"><c>eventpipe</c>, <c>stacks</c>, <c>procfs</c>, <c>probe</c>.</param>
/// <param name="Status"><c>ok</c>, <c>degraded</c>, <c>unavailable</c> or <c>off</c>.</param>
/// <param name="Reason">Why, where it is not <c>ok</c>.</param>
/// <param name="Remedy">What to do about it, where something can be done.</param>
public sealed record CollectorStatus(string Name, string Status, string? Reason, string? Remedy);

/// <summary>What measuring cost, in processor seconds; null where it is not known.</summary>
public sealed record Overhead(double? ToolCpuSeconds, double? TargetCpuSeconds);
