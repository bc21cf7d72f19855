using System.Collections.Immutable;

using IoTrace.Analysis.Observations;
namespace IoTrace.Capture.Probe;

/// <summary>What the probe tells. All timestamps are CLOCK_MONOTONIC nanoseconds, the clock of EventPipe and Stopwatch.</summary>
public abstract record ProbeEvent
{
    private protected ProbeEvent()
    {
    }
}

/// <summary>The probe is active, or says why it refuses. Comes first, again for each further session and after each flush on demand.</summary>
/// <remarks>
/// IsActive: False when it refuses to work in this process.
/// Reason: Why it refuses: a short key, a colon and a sentence.
/// HookedSymbols: The libc functions whose calls are counted.
/// Excluded: What is left out, and why.
/// </remarks>
public sealed record ProbeHello(
    int Protocol, bool IsActive, string Reason, IReadOnlyList<string> HookedSymbols, string Excluded, string Settings, long Timestamp) : ProbeEvent;

/// <summary>What one operation on one file or endpoint summed up to in one period. Exact.</summary>
public sealed record ProbeAggregate(
    long Sequence, ProbeResource Resource, IoOperation Operation, long Count, long Bytes, long Errors, long TotalNanoseconds,
    LatencyHistogram Latency) : ProbeEvent
{
    /// <summary>The period; null in recordings of older probes.</summary>
    public long? FromTimestamp { get; init; }

    /// <summary>Its end.</summary>
    public long? ToTimestamp { get; init; }

    /// <summary>Calls of which the time on a CPU was measured.</summary>
    public long Samples { get; init; }

    /// <summary>Their time, each counted for the calls that it stands for.</summary>
    public long SampledNanoseconds { get; init; }

    /// <summary>The part of that on a CPU.</summary>
    public long SampledCpuNanoseconds { get; init; }
}

/// <summary>Ends the aggregates of one period.</summary>
/// <remarks>
/// Aggregates: How many <see cref="ProbeAggregate"/> with this sequence were sent.
/// Resources: How many paths and endpoints the probe holds.
/// Rotations: How often the table was full; then the rest of that period is under the catch-all names.
/// ProbeThreadId: The probe's own thread, to be left out of the target's.
/// </remarks>
public sealed record ProbeFlush(
    long Sequence, long FromTimestamp, long ToTimestamp, int Aggregates, int Resources, int Rotations, int ProbeThreadId) : ProbeEvent;

/// <summary>The managed thread pool at one moment.</summary>
/// <remarks>
/// Queued: Work items that wait for a worker.
/// Completed: Work items completed since the event before.
/// </remarks>
public sealed record ProbePool(long Queued, long Completed, long Timestamp) : ProbeEvent;

/// <summary>A single operation over the threshold.</summary>
/// <remarks>
/// Error: errno, or 0.
/// ActivityName: DisplayName of Activity.Current, or empty.
/// ActivityId: Id of Activity.Current, or empty.
/// </remarks>
public sealed record ProbeSlowOperation(
    ProbeResource Resource, IoOperation Operation, long Bytes, long DurationNanoseconds, int Error, long StartTimestamp, int ThreadId,
    string ActivityName, string ActivityId) : ProbeEvent;

/// <summary>What the rate limit left out of the single operations, and network waits that found no room. Aggregates have them all.</summary>
public sealed record ProbeDropped(long Operations, long OperationsNanoseconds, long NetworkWaits, long FromTimestamp, long ToTimestamp) : ProbeEvent;

/// <summary>Time one thread spent inside I/O calls in an interval, also in one that has not returned yet. Exact.</summary>
/// <remarks>
/// IdleNanoseconds: A server waiting for connections or requests, inotify and the like.
/// </remarks>
public sealed record ProbeInterval(
    int ThreadId, long FromTimestamp, long ToTimestamp, long FileReadNanoseconds, long FileWriteNanoseconds, long FileSyncNanoseconds,
    long FileMetadataNanoseconds, long FileCopyNanoseconds, long NetworkNanoseconds, long PipeNanoseconds, long IdleNanoseconds) : ProbeEvent
{
    /// <summary>How much of each was on a CPU, in the same order; an estimate from samples. Null in recordings of older probes.</summary>
    public ImmutableArray<long>? CpuNanoseconds { get; init; }
}

/// <summary>
/// A span in which at least one answer of an endpoint was awaited, or a connect was under way. Shorter than a millisecond is
/// not reported; spans of one endpoint never overlap.
/// </summary>
/// <remarks>
/// Waits: How many waits ended in it; 0 when one goes on.
/// </remarks>
public sealed record ProbeNetworkPending(string Endpoint, long FromTimestamp, long ToTimestamp, int Waits) : ProbeEvent;
