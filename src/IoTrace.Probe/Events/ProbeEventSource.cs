using System.Diagnostics.Tracing;
using IoTrace.Probe.Recording;

namespace IoTrace.Probe.Events;

/// <summary>
/// The events of the probe. A session that enables this source activates the hooks; when the last one is gone they are taken
/// out. All timestamps are CLOCK_MONOTONIC nanoseconds; sums are differences since the event before.
/// </summary>
[EventSource(Name = SourceName)]
internal sealed unsafe class ProbeEventSource : EventSource, IProbeSink
{
    public const string SourceName = "IoTrace-IO";

    /// <summary>Raised when a reader of the events before could misread those of now.</summary>
    public const int ProtocolVersion = 1;

    public static class Keywords
    {
        public const EventKeywords Aggregates = (EventKeywords)1;
        public const EventKeywords Operations = (EventKeywords)2;
        public const EventKeywords Intervals = (EventKeywords)4;
        public const EventKeywords Network = (EventKeywords)8;
        public const EventKeywords Pool = (EventKeywords)16;
    }

    /// <summary>Sent at each activation, for each further session, and when the probe is loaded again.</summary>
    [Event(1, Level = EventLevel.Informational)]
    public void Hello(int protocol, string status, string reason, string hooked, string excluded, string settings, long timestamp)
    {
        // Not through WriteEvent's object array: that path asks the session's keywords for the bits that the runtime adds to
        // events without keywords, and drops the event when they are not there.
        fixed (char* statusText = status, reasonText = reason, hookedText = hooked, excludedText = excluded, settingsText = settings)
        {
            var items = stackalloc EventData[7];
            var payload = new Payload(items);
            payload.Add(&protocol);
            payload.Add(statusText, status.Length);
            payload.Add(reasonText, reason.Length);
            payload.Add(hookedText, hooked.Length);
            payload.Add(excludedText, excluded.Length);
            payload.Add(settingsText, settings.Length);
            payload.Add(&timestamp);
            Send(1, payload.Count, items);
        }
    }

    /// <summary>
    /// What one operation on one resource summed up to since the flush before. Of <paramref name="samples"/> calls the time on a CPU was
    /// measured; the two sums after it count each for the calls that it stands for.
    /// </summary>
#pragma warning disable CA1822 // An event is declared by an instance method. This one is told by the method after it, whose texts are in buffers.
    [Event(2, Version = 1, Level = EventLevel.Informational, Keywords = Keywords.Aggregates)]
    public void Aggregate(
        long sequence, string kind, string name, string operation, long count, long bytes, long errors, long totalNs, long maxNs,
        string histogram, long fromTimestamp, long toTimestamp, long samples, long sampledNs, long sampledCpuNs)
    {
    }
#pragma warning restore CA1822

    [NonEvent]
    public void Aggregate(in AggregateRow row)
    {
        var (sequence, count, bytes, errors, totalNs, maxNs) = (row.Sequence, row.Count, row.Bytes, row.Errors, row.TotalNs, row.MaxNs);
        var (from, to, samples, sampledNs, sampledCpuNs) = (row.From, row.To, row.Samples, row.SampledNs, row.SampledCpuNs);
        var (kind, operation) = (ResourceKindNames.Of(row.Kind), OperationNames.Of(row.Operation));
        fixed (char* kindText = kind, nameText = row.Name, operationText = operation, histogramText = row.Histogram)
        {
            var items = stackalloc EventData[15];
            var payload = new Payload(items);
            payload.Add(&sequence);
            payload.Add(kindText, kind.Length);
            payload.Add(nameText, row.Name.Length);
            payload.Add(operationText, operation.Length);
            payload.Add(&count);
            payload.Add(&bytes);
            payload.Add(&errors);
            payload.Add(&totalNs);
            payload.Add(&maxNs);
            payload.Add(histogramText, row.Histogram.Length);
            payload.Add(&from);
            payload.Add(&to);
            payload.Add(&samples);
            payload.Add(&sampledNs);
            payload.Add(&sampledCpuNs);
            Send(2, payload.Count, items);
        }
    }

    /// <summary>
    /// Ends a flush: so many aggregates with this sequence went before it. A gap in sequence or number is a loss. It is also
    /// the sign of life that lets the runtime notice that a reader is gone.
    /// </summary>
    [Event(3, Level = EventLevel.Informational)]
    public void Flush(long sequence, long fromTimestamp, long toTimestamp, int aggregates, int resources, int rotations, int flusherTid)
    {
        var items = stackalloc EventData[7];
        var payload = new Payload(items);
        payload.Add(&sequence);
        payload.Add(&fromTimestamp);
        payload.Add(&toTimestamp);
        payload.Add(&aggregates);
        payload.Add(&resources);
        payload.Add(&rotations);
        payload.Add(&flusherTid);
        Send(3, payload.Count, items);
    }

    /// <summary>One operation over the threshold; its stack is that of the managed caller.</summary>
    [Event(4, Level = EventLevel.Informational, Keywords = Keywords.Operations)]
    public void Operation(
        string kind, string name, string operation, long bytes, long durationNs, int errno, long startTimestamp, int tid,
        string activityName, string activityId)
    {
        fixed (char* kindText = kind, nameText = name, operationText = operation, activityNameText = activityName, activityIdText = activityId)
        {
            var items = stackalloc EventData[10];
            var payload = new Payload(items);
            payload.Add(kindText, kind.Length);
            payload.Add(nameText, name.Length);
            payload.Add(operationText, operation.Length);
            payload.Add(&bytes);
            payload.Add(&durationNs);
            payload.Add(&errno);
            payload.Add(&startTimestamp);
            payload.Add(&tid);
            payload.Add(activityNameText, activityName.Length);
            payload.Add(activityIdText, activityId.Length);
            Send(4, payload.Count, items);
        }
    }

    /// <summary>What was over the threshold and not written because of the rate limit, or lost for lack of room.</summary>
    [Event(5, Level = EventLevel.Informational)]
    public void Dropped(long operations, long operationsNs, long networkWaits, long fromTimestamp, long toTimestamp)
    {
        var items = stackalloc EventData[5];
        var payload = new Payload(items);
        payload.Add(&operations);
        payload.Add(&operationsNs);
        payload.Add(&networkWaits);
        payload.Add(&fromTimestamp);
        payload.Add(&toTimestamp);
        Send(5, payload.Count, items);
    }

    /// <summary>
    /// Time one thread spent in I/O calls in an interval, by class; a call under way counts up to the end of the interval. Then how much of
    /// it was on a CPU, as samples tell.
    /// </summary>
    [Event(6, Version = 1, Level = EventLevel.Informational, Keywords = Keywords.Intervals)]
    public void Interval(
        int tid, long fromTimestamp, long toTimestamp, long fileReadNs, long fileWriteNs, long fileSyncNs, long fileMetadataNs,
        long fileCopyNs, long networkNs, long pipeNs, long idleNs, long fileReadCpuNs, long fileWriteCpuNs, long fileSyncCpuNs,
        long fileMetadataCpuNs, long fileCopyCpuNs, long networkCpuNs, long pipeCpuNs, long idleCpuNs)
    {
        var items = stackalloc EventData[19];
        var payload = new Payload(items);
        payload.Add(&tid);
        payload.Add(&fromTimestamp);
        payload.Add(&toTimestamp);
        payload.Add(&fileReadNs);
        payload.Add(&fileWriteNs);
        payload.Add(&fileSyncNs);
        payload.Add(&fileMetadataNs);
        payload.Add(&fileCopyNs);
        payload.Add(&networkNs);
        payload.Add(&pipeNs);
        payload.Add(&idleNs);
        payload.Add(&fileReadCpuNs);
        payload.Add(&fileWriteCpuNs);
        payload.Add(&fileSyncCpuNs);
        payload.Add(&fileMetadataCpuNs);
        payload.Add(&fileCopyCpuNs);
        payload.Add(&networkCpuNs);
        payload.Add(&pipeCpuNs);
        payload.Add(&idleCpuNs);
        Send(6, payload.Count, items);
    }

    /// <summary>
    /// A span in which at least one response of this endpoint was awaited (or a connect was under way). Spans of one endpoint
    /// with less than a millisecond between them are one; <paramref name="waits"/> ended in it, 0 for one that goes on.
    /// </summary>
    [Event(7, Level = EventLevel.Informational, Keywords = Keywords.Network)]
    public void NetworkPending(string endpoint, long fromTimestamp, long toTimestamp, int waits)
    {
        fixed (char* endpointText = endpoint)
        {
            var items = stackalloc EventData[4];
            var payload = new Payload(items);
            payload.Add(endpointText, endpoint.Length);
            payload.Add(&fromTimestamp);
            payload.Add(&toTimestamp);
            payload.Add(&waits);
            Send(7, payload.Count, items);
        }
    }

    /// <summary>The managed thread pool: work items that wait now, and those completed since the event before.</summary>
    [Event(8, Level = EventLevel.Informational, Keywords = Keywords.Pool)]
    public void Pool(long queued, long completed, long timestamp)
    {
        var items = stackalloc EventData[3];
        var payload = new Payload(items);
        payload.Add(&queued);
        payload.Add(&completed);
        payload.Add(&timestamp);
        Send(8, payload.Count, items);
    }

    /// <summary>
    /// Only takes a note. The runtime holds EventListener's lock here, and a static constructor of the target that makes an
    /// event source can be waiting for it on another thread: whatever needs that type (ArrayPool, under any file access)
    /// would wait for ever.
    /// </summary>
    protected override void OnEventCommand(EventCommandEventArgs command)
    {
#pragma warning disable CA1031 // This is the runtime's call; a session that is not noticed is better than one that throws into it.
        try
        {
            ProbeCommands.Post(command.Command == EventCommand.Disable
                ? new ProbeCommand(IsEnd: true, null)
                : new ProbeCommand(IsEnd: false, ProbeSettings.From(command.Arguments)));
            ProbeThread.TryStart();
        }
        catch
        {
            // The session ends without a word of the probe, and its reader says so.
        }
#pragma warning restore CA1031
    }

    /// <summary>Builds the data of one event on the caller's stack, without boxing.</summary>
    private ref struct Payload(EventData* items)
    {
        private readonly EventData* _items = items;

        public int Count { get; private set; }

        public void Add(long* value) => Add((nint)value, sizeof(long));

        public void Add(int* value) => Add((nint)value, sizeof(int));

        /// <summary><paramref name="text"/> ends with a NUL that <paramref name="length"/> does not count.</summary>
        public void Add(char* text, int length) => Add((nint)text, (length + 1) * sizeof(char));

        private void Add(nint pointer, int size)
        {
            _items[Count].DataPointer = pointer;
            _items[Count].Size = size;
            Count++;
        }
    }

    [NonEvent]
    private void Send(int id, int count, EventData* items)
    {
        if (!WritersGate.TryEnter())
            return;
        try
        {
            WriteEventCore(id, count, items);
        }
        finally
        {
            WritersGate.Leave();
        }
    }
}
