using System.Diagnostics;

namespace IoTrace.Workloads.Measuring;

/// <summary>Takes down what a pass does. Many threads may use it at once.</summary>
public sealed class Recorder
{
    private readonly LatencyHistogram latencies;
    private readonly LatencyHistogram queues;
    private long operations;
    private long bytes;
    private long syncs;
    private long wrong;

    public Recorder()
        : this(new LatencyHistogram(), new LatencyHistogram())
    {
    }

    /// <summary>For one of several passes that share their latencies.</summary>
    internal Recorder(LatencyHistogram latencies, LatencyHistogram queues) => (this.latencies, this.queues) = (latencies, queues);

    /// <summary>What was counted so far.</summary>
    public PassCounts Counts => new(Volatile.Read(ref operations), Volatile.Read(ref bytes), Volatile.Read(ref syncs), Volatile.Read(ref wrong));

    /// <summary>When an operation begins.</summary>
    public static long Now() => Stopwatch.GetTimestamp();

    /// <summary>An operation that began then is done.</summary>
    public void Done(long began, long byteCount = 0)
    {
        latencies.Add(Stopwatch.GetTimestamp() - began);
        Interlocked.Increment(ref operations);
        if (byteCount != 0)
            Interlocked.Add(ref bytes, byteCount);
    }

    /// <summary>Operations that are too short or not ours to be timed one by one.</summary>
    public void Did(long count, long byteCount)
    {
        Interlocked.Add(ref operations, count);
        Interlocked.Add(ref bytes, byteCount);
    }

    /// <summary>Something waited in a queue since then, and is now taken up.</summary>
    public void Dequeued(long enqueued) => queues.Add(Stopwatch.GetTimestamp() - enqueued);

    /// <summary>Data were made durable once.</summary>
    public void Synced() => Interlocked.Increment(ref syncs);

    /// <summary>A result was not what it has to be.</summary>
    public void Wrong() => Interlocked.Increment(ref wrong);
}

/// <summary>What was done.</summary>
/// <param name="Operations">Operations of the kind the workload is about.</param>
/// <param name="Bytes">Bytes moved, each once.</param>
/// <param name="Syncs">Times that data were made durable.</param>
/// <param name="Wrong">Results that were not what they have to be.</param>
public readonly record struct PassCounts(long Operations, long Bytes, long Syncs, long Wrong)
{
    public static PassCounts operator +(PassCounts a, PassCounts b) => a.Plus(b);

    public PassCounts Plus(PassCounts other) =>
        new(Operations + other.Operations, Bytes + other.Bytes, Syncs + other.Syncs, Wrong + other.Wrong);
}
