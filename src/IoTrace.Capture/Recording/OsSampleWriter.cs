using System.Text;

using IoTrace.Analysis.Observations;
using IoTrace.Capture.Os;

using static IoTrace.Capture.Recording.OsSampleFormat;

namespace IoTrace.Capture.Recording;

/// <summary>Writes the operating system's observations as they come. For one thread at a time.</summary>
internal sealed class OsSampleWriter : IOsSampleSink, IDisposable
{
    private readonly BinaryWriter writer;
    private readonly Dictionary<ThreadId, ThreadSnapshot> last = [];
    private readonly TcpSampleWriter connections;
    private Timestamp lastAt;

    public OsSampleWriter(Stream stream)
    {
        writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: false);
        connections = new TcpSampleWriter(writer);
        writer.Write(Magic);
    }

    public void Write(Observation observation)
    {
        switch (observation)
        {
            case ThreadSweep sweep:
                Begin(Tag.Sweep, sweep.At);
                writer.Write7BitEncodedInt(sweep.Changed.Length);
                foreach (var snapshot in sweep.Changed)
                {
                    Write(snapshot);
                }

                break;
            case ThreadNamed named:
                Begin(Tag.ThreadNamed, named.At);
                writer.Write7BitEncodedInt(named.Thread.Value);
                writer.Write(named.Name);
                break;
            case ResourceSeen seen:
                Begin(Tag.ResourceSeen, seen.At);
                writer.Write7BitEncodedInt(seen.Resource.Value);
                writer.Write((byte)seen.Kind);
                writer.Write(seen.Name);
                break;
            case ProcessUsage usage:
                Begin(Tag.ProcessUsage, usage.At);
                writer.Write7BitEncodedInt64(usage.ReadBytes);
                writer.Write7BitEncodedInt64(usage.WrittenBytes);
                writer.Write7BitEncodedInt64(usage.ReadCalls);
                writer.Write7BitEncodedInt64(usage.WriteCalls);
                writer.Write7BitEncodedInt64(usage.DiskReadBytes);
                writer.Write7BitEncodedInt64(usage.DiskWrittenBytes);
                writer.Write7BitEncodedInt64(usage.Throttled.Nanoseconds);
                // 0 stands for unknown.
                writer.Write7BitEncodedInt64(usage.Processor is { } processor ? processor.Nanoseconds + 1 : 0);
                break;
            case NeighboursSeen others:
                Begin(Tag.Neighbours, others.At);
                writer.Write7BitEncodedInt64(ZigZag(others.Busy.Nanoseconds));
                break;
            case SurroundingsSeen around:
                Begin(around.LocalPeers > 0 ? Tag.SurroundingsWithLocal : Tag.Surroundings, around.At);
                writer.Write7BitEncodedInt(around.Children);
                writer.Write7BitEncodedInt(around.Listeners);
                writer.Write7BitEncodedInt(around.Peers);
                if (around.LocalPeers > 0)
                {
                    writer.Write7BitEncodedInt(around.LocalPeers);
                }

                break;
            case TcpLook look:
                Begin(Tag.TcpLook, look.At);
                connections.Write(look);
                break;
            default:
                throw new ArgumentException($"{observation.GetType().Name} does not come from the operating system.", nameof(observation));
        }
    }

    /// <summary>Marks the end: nothing is missing.</summary>
    public void Complete(Timestamp at) => Begin(Tag.End, at);

    public void Dispose() => writer.Dispose();

    private void Begin(Tag tag, Timestamp at)
    {
        writer.Write((byte)tag);
        writer.Write7BitEncodedInt64(ZigZag((at - lastAt).Nanoseconds));
        lastAt = at;
    }

    private void Write(in ThreadSnapshot snapshot)
    {
        var before = last.GetValueOrDefault(snapshot.Thread);
        var flags = (snapshot.Timed ? SnapshotFlags.Timed : 0)
            | (snapshot.Resource != ResourceId.None ? SnapshotFlags.Resource : 0)
            | (snapshot.UserTicks >= 0 ? SnapshotFlags.Ticks : 0)
            | (snapshot.Exited ? SnapshotFlags.Exited : 0)
            | (snapshot.StackPointer != 0 ? SnapshotFlags.StackPointer : 0)
            | (snapshot.CallHidden ? SnapshotFlags.CallHidden : 0);
        writer.Write7BitEncodedInt(snapshot.Thread.Value);
        writer.Write((byte)flags);
        writer.Write((byte)snapshot.Call);
        writer.Write7BitEncodedInt64(ZigZag((snapshot.OnCpu - before.OnCpu).Nanoseconds));
        writer.Write7BitEncodedInt64(ZigZag((snapshot.RunQueue - before.RunQueue).Nanoseconds));
        writer.Write7BitEncodedInt64(ZigZag(snapshot.Timeslices - before.Timeslices));
        if (flags.HasFlag(SnapshotFlags.Resource))
        {
            writer.Write7BitEncodedInt(snapshot.Resource.Value);
        }

        if (flags.HasFlag(SnapshotFlags.StackPointer))
        {
            writer.Write7BitEncodedInt64((long)snapshot.StackPointer);
        }

        if (flags.HasFlag(SnapshotFlags.Ticks))
        {
            writer.Write7BitEncodedInt(snapshot.UserTicks);
            writer.Write7BitEncodedInt(snapshot.KernelTicks);
        }

        if (snapshot.Exited)
        {
            last.Remove(snapshot.Thread);
        }
        else
        {
            last[snapshot.Thread] = snapshot;
        }
    }
}
