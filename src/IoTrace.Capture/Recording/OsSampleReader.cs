using System.Collections.Immutable;
using System.Text;

using IoTrace.Analysis.Observations;

using static IoTrace.Capture.Recording.OsSampleFormat;

namespace IoTrace.Capture.Recording;

/// <summary>Reads what <see cref="OsSampleWriter"/> wrote. A file that stops short ends with <see cref="StreamTruncated"/>.</summary>
internal static class OsSampleReader
{
    /// <summary>All observations of the stream, in the order in which they were written.</summary>
    /// <exception cref="InvalidDataException">The stream is not of this format or version, or is damaged.</exception>
    public static IEnumerable<Observation> Read(Stream stream)
    {
        using var reader = new BinaryReader(stream, Encoding.UTF8);
        if (!reader.ReadBytes(Magic.Length).AsSpan().SequenceEqual(Magic))
        {
            throw new InvalidDataException("its operating-system samples are not of a version this iotrace reads");
        }

        var last = new Dictionary<ThreadId, ThreadSnapshot>();
        var at = default(Timestamp);
        while (true)
        {
            Observation? observation;
            try
            {
                var tag = (Tag)reader.ReadByte();
                at += Delta(reader);
                if (tag == Tag.End)
                {
                    yield break;
                }

                observation = ReadBody(reader, tag, at, last);
            }
            catch (EndOfStreamException)
            {
                observation = null;
            }
            catch (Exception e) when (e is FormatException or DecoderFallbackException or ArgumentException or OverflowException or IOException)
            {
                throw new InvalidDataException($"its operating-system samples are damaged: {e.Message}", e);
            }

            if (observation is null)
            {
                yield return new StreamTruncated(at, "os.samples");
                yield break;
            }

            yield return observation;
        }
    }

    private static Observation ReadBody(BinaryReader reader, Tag tag, Timestamp at, Dictionary<ThreadId, ThreadSnapshot> last)
    {
        switch (tag)
        {
            case Tag.Sweep:
                var count = reader.Read7BitEncodedInt();
                var changed = ImmutableArray.CreateBuilder<ThreadSnapshot>(Math.Min(count, 4096));
                for (var i = 0; i < count; i++)
                {
                    changed.Add(ReadSnapshot(reader, last));
                }

                return new ThreadSweep(at, changed.ToImmutable());
            case Tag.ThreadNamed:
                return new ThreadNamed(at, new ThreadId(reader.Read7BitEncodedInt()), reader.ReadString());
            case Tag.ResourceSeen:
                return new ResourceSeen(at, new ResourceId(reader.Read7BitEncodedInt()), (ResourceKind)reader.ReadByte(), reader.ReadString());
            case Tag.ProcessUsage:
                return new ProcessUsage(
                    at, reader.Read7BitEncodedInt64(), reader.Read7BitEncodedInt64(), reader.Read7BitEncodedInt64(),
                    reader.Read7BitEncodedInt64(), reader.Read7BitEncodedInt64(), reader.Read7BitEncodedInt64(),
                    new Duration(reader.Read7BitEncodedInt64()),
                    reader.Read7BitEncodedInt64() is > 0 and var processor ? new Duration(processor - 1) : null);
            case Tag.Neighbours:
                return new NeighboursSeen(at, Delta(reader));
            case Tag.Surroundings or Tag.SurroundingsWithLocal:
                return new SurroundingsSeen(at, reader.Read7BitEncodedInt(), reader.Read7BitEncodedInt(), reader.Read7BitEncodedInt())
                {
                    Told = reader.Read7BitEncodedInt(),
                    LocalPeers = tag == Tag.SurroundingsWithLocal ? reader.Read7BitEncodedInt() : 0,
                };
            case Tag.AnswerOutstanding:
                return new AnswerOutstanding(at, reader.ReadString(), at + Delta(reader), at + Delta(reader));
            case Tag.Listening:
                return new ListeningSeen(at, reader.ReadString(), reader.ReadBoolean());
            default:
                throw new FormatException($"record tag {(byte)tag} is unknown");
        }
    }

    private static Duration Delta(BinaryReader reader) => new(UnZigZag(reader.Read7BitEncodedInt64()));

    private static ThreadSnapshot ReadSnapshot(BinaryReader reader, Dictionary<ThreadId, ThreadSnapshot> last)
    {
        var thread = new ThreadId(reader.Read7BitEncodedInt());
        var flags = (SnapshotFlags)reader.ReadByte();
        var call = (SystemCallKind)reader.ReadByte();
        var before = last.GetValueOrDefault(thread);
        var onCpu = before.OnCpu + Delta(reader);
        var runQueue = before.RunQueue + Delta(reader);
        var timeslices = before.Timeslices + UnZigZag(reader.Read7BitEncodedInt64());
        var resource = flags.HasFlag(SnapshotFlags.Resource) ? new ResourceId(reader.Read7BitEncodedInt()) : ResourceId.None;
        var stackPointer = flags.HasFlag(SnapshotFlags.StackPointer) ? (ulong)reader.Read7BitEncodedInt64() : 0;
        var (user, kernel) = flags.HasFlag(SnapshotFlags.Ticks) ? (reader.Read7BitEncodedInt(), reader.Read7BitEncodedInt()) : (-1, -1);
        var snapshot = new ThreadSnapshot(
            thread, onCpu, runQueue, call, flags.HasFlag(SnapshotFlags.Timed), resource, stackPointer, user, kernel,
            flags.HasFlag(SnapshotFlags.Exited))
        { Timeslices = timeslices, CallHidden = call == SystemCallKind.Hidden || flags.HasFlag(SnapshotFlags.CallHidden) };
        if (snapshot.Exited)
        {
            last.Remove(thread);
        }
        else
        {
            last[thread] = snapshot;
        }

        return snapshot;
    }
}
