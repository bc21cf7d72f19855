using System.Collections.Immutable;

using IoTrace.Analysis.Results;

namespace IoTrace.Analysis.Observations;

/// <summary>Something seen at an instant. A recording is one stream of these in the order of time.</summary>
public abstract record Observation(Timestamp At)
{
    /// <summary>Whether the ends of what has begun by now may never be told: what is open can no longer be believed to go on.</summary>
    internal virtual bool LosesEnds => false;
}

/// <summary>
/// One pass of the sampler over all threads. Lists only the threads that ran since the pass before, are new, or are gone; a
/// thread that is not listed has been blocked all the time, in what its last snapshot says.
/// </summary>
public sealed record ThreadSweep(Timestamp At, ImmutableArray<ThreadSnapshot> Changed) : Observation(At);

/// <summary>A thread's kernel name (comm, 15 characters at most), given when the thread is first seen and when it changes.</summary>
public sealed record ThreadNamed(Timestamp At, ThreadId Thread, string Name) : Observation(At);

/// <summary>Gives a resource id its meaning; comes before its first use.</summary>
public sealed record ResourceSeen(Timestamp At, ResourceId Resource, ResourceKind Kind, string Name) : Observation(At)
{
    /// <summary>What the name of a pipe ends with that is the process's standard input.</summary>
    public const string StandardInput = " (standard input)";
}

/// <summary>Running totals of the whole process, just before the sweep that follows (after it, for the first one).</summary>
/// <param name="ReadBytes">Bytes that read calls returned (rchar), page cache or not.</param>
/// <param name="WrittenBytes">Bytes handed to write calls (wchar).</param>
/// <param name="ReadCalls">Read system calls.</param>
/// <param name="WriteCalls">Write system calls.</param>
/// <param name="DiskReadBytes">Bytes fetched from storage.</param>
/// <param name="DiskWrittenBytes">Bytes sent to storage.</param>
/// <param name="Throttled">Time the control group was held back by its CPU quota.</param>
/// <param name="Processor">Processor time of all threads, those that have ended included; null where the kernel does not tell.</param>
public sealed record ProcessUsage(
    Timestamp At, long ReadBytes, long WrittenBytes, long ReadCalls, long WriteCalls, long DiskReadBytes,
    long DiskWrittenBytes, Duration Throttled, Duration? Processor = null) : Observation(At);

/// <summary>What all others use of the processors of this machine, looked at a few times a second at most.</summary>
/// <param name="Busy">
/// A running total: the processor time of the machine less that of the process. Interrupts and other machines on the same hardware (steal) are in it.
/// The machine's is known to the clock tick only, so that it may seem to go back by a few of these.
/// </param>
public sealed record NeighboursSeen(Timestamp At, Duration Busy) : Observation(At);

/// <summary>What the process is connected with, looked at a few times a second at most.</summary>
/// <param name="Children">Child processes that have not ended.</param>
/// <param name="Listeners">TCP ports that it listens on.</param>
/// <param name="Peers">TCP connections that are open or being opened, those to its own listening ports left out.</param>
public sealed record SurroundingsSeen(Timestamp At, int Children, int Listeners, int Peers) : Observation(At)
{
    /// <summary>Connections to local sockets (of Unix) that it opened. Nobody tells who spoke last on these.</summary>
    public int LocalPeers { get; init; }

    /// <summary>Whether it has opened any connection.</summary>
    public bool HasPeers => Peers > 0 || LocalPeers > 0;
}

/// <summary>A burst of stack samples ended.</summary>
public sealed record StackSamplingEnded(Timestamp At) : Observation(At);

/// <summary>One managed thread's stack. <paramref name="Managed"/> is the GC mode (cooperative), not "on a processor".</summary>
public sealed record StackSample(Timestamp At, ThreadId Thread, StackId Stack, bool Managed) : Observation(At);

/// <summary>The runtime began to stop all managed threads for a collection.</summary>
public sealed record GcPauseStarted(Timestamp At, ThreadId Thread) : Observation(At);

/// <summary>Managed threads run again.</summary>
public sealed record GcPauseEnded(Timestamp At) : Observation(At);

/// <summary>A collection of a generation was done.</summary>
public sealed record GcCollected(Timestamp At, int Generation, ThreadId Thread) : Observation(At);

/// <summary>The runtime allocated about this many bytes since the tick before.</summary>
public sealed record GcAllocated(Timestamp At, long Bytes) : Observation(At);

/// <summary>A thread began to compile a method.</summary>
public sealed record JitStarted(Timestamp At, ThreadId Thread) : Observation(At);

/// <summary>A thread finished compiling a method.</summary>
public sealed record JitEnded(Timestamp At, ThreadId Thread) : Observation(At);

/// <summary>A thread began to wait for a lock.</summary>
/// <param name="Lock">The lock's identity, 0 where the runtime does not tell.</param>
/// <param name="Owner">The thread that holds it, where the runtime tells.</param>
public sealed record ContentionStarted(Timestamp At, ThreadId Thread, ulong Lock, ThreadId? Owner) : Observation(At);

/// <summary>The thread got the lock.</summary>
public sealed record ContentionEnded(Timestamp At, ThreadId Thread) : Observation(At);

/// <summary>Why the pool changed its number of workers.</summary>
public enum PoolAdjustmentReason
{
    Other,
    Starvation,
    CooperativeBlocking,
}

/// <summary>The pool changed its target number of workers.</summary>
public sealed record PoolAdjusted(Timestamp At, PoolAdjustmentReason Reason, int Workers) : Observation(At);

/// <summary>The number of pool workers that are not waiting for work.</summary>
public sealed record PoolWorkersChanged(Timestamp At, int Active) : Observation(At);

/// <summary>Work items waiting in the pool, from the runtime's counters.</summary>
public sealed record PoolQueueSampled(Timestamp At, long Length) : Observation(At);

/// <summary>Work items completed since the counter before.</summary>
public sealed record PoolItemsCompleted(Timestamp At, long Count) : Observation(At);

/// <summary>A work item was put into the pool's queue, by the code that the stack shows.</summary>
/// <param name="Work">The item; the same one may be queued again when it has been taken.</param>
public sealed record WorkQueued(Timestamp At, ThreadId Thread, long Work, StackId Stack) : Observation(At);

/// <summary>A worker of the pool took an item out of the queue and runs it now.</summary>
public sealed record WorkTaken(Timestamp At, ThreadId Thread, long Work) : Observation(At);

/// <summary>An asynchronous network operation began; it needs no thread while in flight.</summary>
/// <param name="Key">Pairs the start with the end.</param>
/// <param name="Protocol"><c>http</c>, <c>https</c>, <c>dns</c>, <c>tls</c> or <c>tcp</c>.</param>
public sealed record NetworkStarted(Timestamp At, Guid Key, string Protocol, string Host, int? Port) : Observation(At);

/// <summary>That operation ended.</summary>
public sealed record NetworkEnded(Timestamp At, Guid Key, string Protocol, bool Failed) : Observation(At);

/// <summary>A web server took up a request.</summary>
public sealed record RequestStarted(Timestamp At, Guid Key) : Observation(At);

/// <summary>The request was answered.</summary>
/// <param name="Failed">
/// An exception came through to the server. Where something in the application turns exceptions into answers, nothing tells of them.
/// </param>
public sealed record RequestEnded(Timestamp At, Guid Key, bool Failed) : Observation(At);

/// <summary>The stream stops here although the window does not.</summary>
public sealed record StreamTruncated(Timestamp At, string Stream) : Observation(At)
{
    internal override bool LosesEnds => true;
}

/// <summary>The runtime dropped events because they were not read in time.</summary>
/// <param name="Count">How many since it was told before; 0 where it only tells again that the gap is passed, or sums up.</param>
public sealed record EventsDropped(Timestamp At, long Count) : Observation(At)
{
    /// <summary>
    /// Whether starts and ends of requests, network operations, waits for locks and collections may be among them; not in streams of other
    /// events.
    /// </summary>
    public bool OfRequests { get; init; } = true;

    /// <summary>How many events of the same stream did come since it was told before; null where nobody counted.</summary>
    public long? Delivered { get; init; }

    internal override bool LosesEnds => OfRequests;
}

/// <summary>The probe inside the target is at work: operations are counted from here on.</summary>
public sealed record ProbeActive(Timestamp At) : Observation(At);

/// <summary>The probe is inside the target but does not work there.</summary>
public sealed record ProbeRefused(Timestamp At, string Reason) : Observation(At);

/// <summary>What one operation on one file or endpoint came to since it was last told. Exact.</summary>
/// <param name="Kind">What it was done to; <see cref="ResourceKind.Listener"/> stands for the server side of a connection.</param>
/// <param name="Name">Path or endpoint.</param>
/// <param name="Sequence">Number of the flush that told it.</param>
/// <param name="AtEnd">Told when the process ended, perhaps not for the first time.</param>
public sealed record OperationsCounted(
    Timestamp At, ResourceKind Kind, string Name, IoOperation Operation, long Count, long Bytes, long Errors, Duration Total,
    LatencyHistogram Latency, long Sequence, bool AtEnd) : Observation(At)
{
    /// <summary>Since when it counts; null where the recording does not tell.</summary>
    public Timestamp? From { get; init; }

    /// <summary>Until when; null where the recording does not tell.</summary>
    public Timestamp? To { get; init; }

    /// <summary>How much of the calls was on a CPU, by samples.</summary>
    public CpuSample Cpu { get; init; }
}

/// <summary>One operation that took long, just when it was over. Exact; only so many are told a second.</summary>
/// <param name="Stack">The stack of the thread in it; none where it is not known.</param>
public sealed record OperationTimed(
    Timestamp At, ThreadId Thread, ResourceKind Kind, string Name, IoOperation Operation, Duration Took, StackId Stack) : Observation(At)
{
    /// <summary>The activity that it was a part of; null outside of any.</summary>
    public TracedActivity? Activity { get; init; }
}

/// <summary>The time that a thread spent in calls in an interval that is over by now, one under way included. Exact.</summary>
/// <param name="Seconds">By the state that such a call is when it blocks; on a processor or not.</param>
public sealed record CallsTimed(Timestamp At, ThreadId Thread, Timestamp From, Timestamp To, StateTimes Seconds) : Observation(At)
{
    /// <summary>How much of it was on a CPU, by samples; null where the recording does not tell.</summary>
    public StateTimes? Cpu { get; init; }
}

/// <summary>A span, over by now, in which an answer of an endpoint was awaited or a connect was under way.</summary>
public sealed record NetworkAwaited(Timestamp At, string Endpoint, Timestamp From) : Observation(At)
{
    /// <summary>Its end; the telling comes up to a tenth of a second later.</summary>
    public Timestamp To { get; init; } = At;

    /// <summary>How many answers came in it; 0 where it goes on.</summary>
    public int Answers { get; init; } = 1;
}
