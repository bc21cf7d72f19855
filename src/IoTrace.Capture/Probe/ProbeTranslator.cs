using IoTrace.Analysis.Observations;
using IoTrace.Analysis.Results;
using IoTrace.Analysis.Texts;

using ThreadState = IoTrace.Analysis.Results.ThreadState;

namespace IoTrace.Capture.Probe;

/// <summary>Turns what the probe tells into observations.</summary>
internal static class ProbeTranslator
{
    /// <summary>The observations; none for events that are only of use to the probe's own tests and tools.</summary>
    /// <param name="at">When the event came.</param>
    /// <param name="atEnd">Whether it was told when the process ended, perhaps not for the first time.</param>
    /// <param name="stack">The event's stack, where it has one.</param>
    public static IReadOnlyList<Observation> Translate(ProbeEvent e, Timestamp at, bool atEnd, StackId stack = default) => e switch
    {
        ProbeHello { Protocol: not ProbeProvider.ProtocolVersion } hello =>
        [
            new ProbeRefused(at, $"protocol: the process holds the probe of another version of iotrace (protocol {hello.Protocol}, this one has {ProbeProvider.ProtocolVersion}) until it is started again"),
        ],
        ProbeHello { IsActive: true } => [new ProbeActive(at)],
        ProbeHello hello => [new ProbeRefused(at, hello.Reason)],
        ProbeAggregate sum =>
        [
            new OperationsCounted(
                at, KindOf(sum.Resource.Kind), sum.Resource.Name, sum.Operation, sum.Count, sum.Bytes, sum.Errors,
                new Duration(sum.TotalNanoseconds), sum.Latency, sum.Sequence, atEnd)
            {
                From = sum.FromTimestamp is { } from ? new Timestamp(from) : null,
                To = sum.ToTimestamp is { } to ? new Timestamp(to) : null,
                Cpu = new CpuSample(sum.Samples, new Duration(sum.SampledNanoseconds), new Duration(sum.SampledCpuNanoseconds)),
            },
        ],
        ProbeSlowOperation slow =>
        [
            new OperationTimed(
                at, new ThreadId(slow.ThreadId), KindOf(slow.Resource.Kind), slow.Resource.Name, slow.Operation,
                new Duration(slow.DurationNanoseconds), stack)
            {
                Activity = slow.ActivityName.Length > 0 ? new TracedActivity(Redaction.Secrets(slow.ActivityName), slow.ActivityId) : null,
            },
        ],
        ProbeInterval interval =>
        [
            new CallsTimed(at, new ThreadId(interval.ThreadId), new Timestamp(interval.FromTimestamp), new Timestamp(interval.ToTimestamp), SecondsOf(interval))
            {
                Cpu = interval.CpuNanoseconds is [var read, var write, var sync, var metadata, var copy, var network, var pipe, var idle]
                    ? SecondsOf(interval with
                    {
                        FileReadNanoseconds = read,
                        FileWriteNanoseconds = write,
                        FileSyncNanoseconds = sync,
                        FileMetadataNanoseconds = metadata,
                        FileCopyNanoseconds = copy,
                        NetworkNanoseconds = network,
                        PipeNanoseconds = pipe,
                        IdleNanoseconds = idle,
                    })
                    : null,
            },
        ],
        ProbeNetworkPending pending => [new NetworkAwaited(at, pending.Endpoint, new Timestamp(pending.FromTimestamp)) { To = new Timestamp(pending.ToTimestamp), Answers = pending.Waits }],
        ProbePool pool => [new PoolQueueSampled(at, pool.Queued), new PoolItemsCompleted(at, pool.Completed)],
        _ => [],
    };

    private static StateTimes SecondsOf(ProbeInterval interval) => new()
    {
        // Copies inside the kernel wait for what they read.
        [ThreadState.FileRead] = Seconds(interval.FileReadNanoseconds + interval.FileCopyNanoseconds),
        [ThreadState.FileWrite] = Seconds(interval.FileWriteNanoseconds),
        [ThreadState.FileSync] = Seconds(interval.FileSyncNanoseconds),
        [ThreadState.FileMetadata] = Seconds(interval.FileMetadataNanoseconds),
        [ThreadState.Network] = Seconds(interval.NetworkNanoseconds),
        [ThreadState.Pipe] = Seconds(interval.PipeNanoseconds),
        [ThreadState.Idle] = Seconds(interval.IdleNanoseconds),
    };

    private static double Seconds(long nanoseconds) => new Duration(nanoseconds).Seconds;

    private static ResourceKind KindOf(ProbeResourceKind kind) => kind switch
    {
        ProbeResourceKind.File => ResourceKind.File,
        ProbeResourceKind.Pipe => ResourceKind.Pipe,
        ProbeResourceKind.Terminal => ResourceKind.Terminal,
        ProbeResourceKind.Client or ProbeResourceKind.Socket => ResourceKind.Socket,
        ProbeResourceKind.Server => ResourceKind.Listener,
        _ => ResourceKind.Other,
    };
}
