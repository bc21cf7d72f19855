using System.Text;
using IoTrace.Probe.Native;
using IoTrace.Probe.Recording;

namespace IoTrace.Probe.Events;

/// <summary>
/// Turns what the hooks sum up into events, on the probe's own thread while a session listens.
/// </summary>
internal static unsafe class Flusher
{
    private static readonly object s_gate = new();
    private static readonly List<RetiredTable> s_retired = [];
    private static readonly ThreadReporter s_threads = new();
    private static readonly NetworkReporter s_network = new();
    private static readonly RecentAggregates s_recent = new();
    private static readonly StringBuilder s_histogram = new(4096);
    private static bool s_running;
    private static ProbeSettings s_settings = new();
    private static long s_sequence;
    private static long s_lastFlush;
    private static int s_rotations;

    /// <summary>Begins with empty tables: what was recorded outside a session belongs to none.</summary>
    public static void Start(ProbeSettings settings)
    {
        lock (s_gate)
        {
            s_settings = settings;
            s_lastFlush = Libc.Now();
            s_rotations = 0;
            Rotate();
            Descriptors.FirstGeneration = Descriptors.Generation;
            foreach (var retired in s_retired)
                retired.Discard();
            s_threads.Skip();
            s_network.Skip(s_lastFlush);
            s_recent.Clear();
            SlowOperations.TakeDropped();
            PendingResponses.TakeLost();
            s_running = true;
        }
    }

    public static void Adopt(ProbeSettings settings)
    {
        lock (s_gate)
        {
            s_settings = settings;
            s_recent.Clear();
        }
    }

    public static void Stop()
    {
        lock (s_gate)
        {
            s_running = false;
        }
    }

    /// <summary>Writes everything that has been summed up so far.</summary>
    public static void FlushNow()
    {
        lock (s_gate)
        {
            if (s_running && ProbeLifecycle.Events is { } events)
                Flush(events, Libc.Now());
        }
    }

    /// <summary>Writes everything that is left to a sink of its own, after what the session may not have received.</summary>
    public static void FlushTo(IProbeSink sink)
    {
        lock (s_gate)
        {
            if (!s_running)
                return;
            s_recent.TellTo(sink);
            Flush(sink, Libc.Now());
        }
    }

    /// <summary>One step of the probe's thread.</summary>
    public static void Round()
    {
        lock (s_gate)
        {
            // Between the end of the session and what is done about it, events would reach nobody.
            if (!s_running || ProbeCommands.IsSessionGone || ProbeLifecycle.Events is not { } events)
                return;
            CurrentActivity.Bind();
            var now = Libc.Now();
            // Half an interval of grace: waiting is never exact and a flush must not wait for a whole round more.
            if (now - s_lastFlush >= s_settings.PeriodMilliseconds * 1_000_000L - s_settings.IntervalMilliseconds * 500_000L)
                Flush(events, now);
            else
                ReportIntervals(events, now);
        }
    }

    /// <summary>After a round that failed: it is missing from the stream, which the sequence numbers show.</summary>
    public static void SkipSequence()
    {
        lock (s_gate)
            s_sequence++;
    }

    private static void Flush(IProbeSink sink, long now)
    {
        ReportIntervals(sink, now);
        s_sequence++;
        s_recent.Begin();
        var table = Descriptors.Resources;
        var written = WriteAggregates(sink, table, now);
        foreach (var retired in s_retired)
            written += WriteAggregates(sink, retired.Table, now);

        var (dropped, droppedNanoseconds) = SlowOperations.TakeDropped();
        var lostWaits = PendingResponses.TakeLost();
        if (dropped + lostWaits > 0)
            sink.Dropped(dropped, droppedNanoseconds, lostWaits, s_lastFlush, now);
        sink.Flush(s_sequence, s_lastFlush, now, written, ResourceTable.CountOf(table), s_rotations, ProbeThread.Id);
        s_lastFlush = now;

        FreeRetired();
        if (ResourceTable.IsFull(table))
        {
            s_rotations++;
            Rotate();
        }
    }

    private static void ReportIntervals(IProbeSink sink, long now)
    {
        s_threads.Report(sink, now);
        s_network.Report(sink, now);
    }

    private static int WriteAggregates(IProbeSink sink, ResourceTable* table, long now)
    {
        var written = 0;
        for (var i = 0; i < ResourceTable.Buckets; i++)
        {
            for (var resource = ResourceTable.Bucket(table, i); resource != null; resource = resource->Next)
            {
                string? name = null;
                for (var operation = 0; operation < OperationNames.Count; operation++)
                {
                    var aggregate = (Aggregate*)Volatile.Read(ref *(nint*)&resource->Aggregates[operation]);
                    if (aggregate == null)
                        continue;
                    var count = TakeHistogram(aggregate);
                    if (count == 0)
                        continue;
                    name ??= ResourceName.Of(resource);
                    var row = new RecentAggregates.Row(
                        s_sequence, ResourceKindNames.Of(resource->Kind), name, OperationNames.Of((Operation)operation), count,
                        Interlocked.Exchange(ref aggregate->Bytes, 0), Interlocked.Exchange(ref aggregate->Errors, 0),
                        Interlocked.Exchange(ref aggregate->TotalNanoseconds, 0), Interlocked.Exchange(ref aggregate->MaxNanoseconds, 0),
                        s_histogram.ToString(), s_lastFlush, now, Interlocked.Exchange(ref aggregate->Samples, 0),
                        Interlocked.Exchange(ref aggregate->SampledNanoseconds, 0), Interlocked.Exchange(ref aggregate->SampledCpuNanoseconds, 0));
                    s_recent.Add(row);
                    row.TellTo(sink);
                    written++;
                }
            }
        }
        return written;
    }

    /// <summary>Moves the buckets into the text "index:count,…" and returns how many operations they hold.</summary>
    private static long TakeHistogram(Aggregate* aggregate)
    {
        s_histogram.Clear();
        // An operation counts its bucket first and its time second, so without time there is nothing, or not yet.
        if (Volatile.Read(ref aggregate->TotalNanoseconds) == 0)
            return 0;
        long count = 0;
        var pairs = (ulong*)aggregate->Buckets;
        for (var pair = 0; pair < LatencyBuckets.Count / 2; pair++)
        {
            if (pairs[pair] == 0)
                continue;
            for (var index = pair * 2; index <= pair * 2 + 1; index++)
            {
                var taken = Interlocked.Exchange(ref aggregate->Buckets[index], 0);
                if (taken == 0)
                    continue;
                if (count > 0)
                    s_histogram.Append(',');
                s_histogram.Append(index).Append(':').Append(taken);
                count += taken;
            }
        }
        return count;
    }

    /// <summary>Puts an empty table in the place of the present one, which is kept until no thread can be using it.</summary>
    private static void Rotate()
    {
        var old = Descriptors.Resources;
        var generation = Descriptors.Generation + 1;
        Descriptors.Resources = ResourceTable.Create(s_settings.MaxResources, generation);
        Volatile.Write(ref Descriptors.Generation, generation);
        var epoch = HookedThread.Epoch;
        Volatile.Write(ref HookedThread.Epoch, epoch + 1);
        // Hooks mark their entry with a plain store; after this, whoever is not seen inside sees the new table.
        Interlocked.MemoryBarrierProcessWide();
        if (old != null)
            s_retired.Add(new RetiredTable(old, epoch));
    }

    private static void FreeRetired()
    {
        if (s_retired.Count == 0)
            return;
        var oldest = s_threads.OldestInside();
        foreach (var retired in s_retired.ToArray())
        {
            if (!retired.TryFree(oldest))
                continue;
            s_retired.Remove(retired);
        }
    }
}
