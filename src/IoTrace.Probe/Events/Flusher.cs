using IoTrace.Probe.Native;
using IoTrace.Probe.Recording;

namespace IoTrace.Probe.Events;

/// <summary>
/// Turns what the hooks sum up into events, on the probe's own thread while a session listens.
/// </summary>
internal static unsafe class Flusher
{
    private static readonly object s_gate = new();
    private static readonly ThreadReporter s_threads = new();
    private static readonly NetworkReporter s_network = new();
    private static readonly RecentAggregates s_recent = new();
    private static readonly AggregateWriter s_writer = new(s_recent);
    private static bool s_running;
    private static ProbeSettings s_settings = new();
    private static long s_sequence;
    private static long s_lastFlush;
    private static int s_rotations;

    /// <summary>Begins with empty tables: what was recorded outside a session belongs to none.</summary>
    /// <returns>False where the process may not have the memory.</returns>
    public static bool Start(ProbeSettings settings)
    {
        lock (s_gate)
        {
            if (!Tables.TryOpen(settings.MaxResources))
                return false;
            if (!s_recent.TryOpen())
            {
                Tables.Close();
                return false;
            }
            s_settings = settings;
            s_lastFlush = Libc.Now();
            s_rotations = 0;
            Descriptors.FirstGeneration = Descriptors.Generation;
            s_threads.Skip();
            s_network.Skip(s_lastFlush);
            SlowOperations.TakeDropped();
            PendingResponses.TakeLost();
            s_running = true;
            return true;
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
            Tables.Close();
            s_recent.Close();
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
            if (Tables.IsHeld)
                Tables.Settle();
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
        var written = s_writer.Write(sink, table, s_sequence, s_lastFlush, now);
        if (Tables.Retired != null)
            written += s_writer.Write(sink, Tables.Retired, s_sequence, s_lastFlush, now);

        var (dropped, droppedNanoseconds) = SlowOperations.TakeDropped();
        var lostWaits = PendingResponses.TakeLost();
        if (dropped + lostWaits > 0)
            sink.Dropped(dropped, droppedNanoseconds, lostWaits, s_lastFlush, now);
        sink.Flush(s_sequence, s_lastFlush, now, written, ResourceTable.CountOf(table), s_rotations, ProbeThread.Id);
        s_lastFlush = now;

        Tables.Settle();
        if (ResourceTable.IsFull(table) && Tables.TryRotate(s_settings.MaxResources))
            s_rotations++;
    }

    private static void ReportIntervals(IProbeSink sink, long now)
    {
        s_threads.Report(sink, now);
        s_network.Report(sink, now);
    }
}
