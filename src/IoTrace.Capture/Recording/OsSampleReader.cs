using System.Collections.Immutable;
using System.Text;

using IoTrace.Analysis.Observations;

using static IoTrace.Capture.Recording.OsSampleFormat;

namespace IoTrace.Capture.Recording;

/// <summary>Reads what <see cref="OsSampleWriter"/> wrote. A file that stops short or is damaged ends with <see cref="StreamTruncated"/>.</summary>
internal static class OsSampleReader
{
    /// <summary>Twice the threads that a process gets under the kernel's default limits of mappings.</summary>
    private const int MostThreads = 1 << 16;

    /// <summary>Bytes of a name; a path has at most 4,096.</summary>
    private const int LongestText = 1 << 15;

    /// <summary>All observations of the stream, in the order in which they were written.</summary>
    /// <exception cref="InvalidDataException">The stream is not of this format or version.</exception>
    public static IEnumerable<Observation> Read(Stream stream)
    {
        using var reader = new BinaryReader(stream, Encoding.UTF8);
        if (ReadStart(reader) is not { Length: > 0 } start || start.Length < Magic.Length)
        {
            yield return new StreamTruncated(default, RecordingNames.OsSamples);
            yield break;
        }

        if (!start.AsSpan().SequenceEqual(Magic))
        {
            throw new InvalidDataException(start.AsSpan().StartsWith(Magic[..^1])
                ? $"its operating-system samples are of format version {(char)start[^1]}, and this iotrace reads version {(char)Magic[^1]}; record again"
                : "its operating-system samples are not of a version this iotrace reads");
        }

        var last = new Dictionary<ThreadId, ThreadSnapshot>();
        var connections = new TcpSampleReader(reader);
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

                observation = tag == Tag.TcpLook ? connections.Read(at) : ReadBody(reader, tag, at, last);
            }
            catch (Exception e) when (e is IOException or FormatException or ArgumentException or OverflowException or InvalidDataException)
            {
                observation = null;
            }

            if (observation is null)
            {
                yield return new StreamTruncated(at, RecordingNames.OsSamples);
                yield break;
            }

            yield return observation;
        }
    }

    /// <summary>The magic, or less where the file stops within it, as one does for which there was no space.</summary>
    private static byte[] ReadStart(BinaryReader reader)
    {
        try
        {
            return reader.ReadBytes(Magic.Length);
        }
        catch (Exception e) when (e is IOException or InvalidDataException)
        {
            return [];
        }
    }

    private static Observation ReadBody(BinaryReader reader, Tag tag, Timestamp at, Dictionary<ThreadId, ThreadSnapshot> last)
    {
        switch (tag)
        {
            case Tag.Sweep:
                var count = Threads(reader.Read7BitEncodedInt());
                var changed = ImmutableArray.CreateBuilder<ThreadSnapshot>(Math.Min(count, 4096));
                for (var i = 0; i < count; i++)
                {
                    changed.Add(ReadSnapshot(reader, last));
                }

                return new ThreadSweep(at, changed.ToImmutable());
            case Tag.ThreadNamed:
                return new ThreadNamed(at, Thread(reader), Text(reader));
            case Tag.ResourceSeen:
                return new ResourceSeen(at, new ResourceId(reader.Read7BitEncodedInt()), Known((ResourceKind)reader.ReadByte()), Text(reader));
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
                    LocalPeers = tag == Tag.SurroundingsWithLocal ? reader.Read7BitEncodedInt() : 0,
                };
            default:
                throw new FormatException($"record tag {(byte)tag} is unknown");
        }
    }

    private static TEnum Known<TEnum>(TEnum value)
        where TEnum : struct, Enum => Enum.IsDefined(value) ? value : throw new FormatException($"{value} is no {typeof(TEnum).Name}");

    /// <summary>A total of a thread's time, which can be neither negative nor longer than machines run.</summary>
    private static Duration Total(Duration time) => Plausible.IsDuration(time) ? time : throw new FormatException("a thread's time cannot be");

    /// <summary>The kernel's ids are positive; the analysis has a meaning of its own for 0.</summary>
    private static ThreadId Thread(BinaryReader reader) =>
        reader.Read7BitEncodedInt() is > 0 and var id ? new ThreadId(id) : throw new FormatException("a thread has an id that cannot be");

    private static int Threads(int count) => count is >= 0 and <= MostThreads ? count : throw new FormatException($"{count} threads are stated");

    /// <summary>A text as <see cref="BinaryWriter"/> writes it.</summary>
    internal static string Text(BinaryReader reader)
    {
        var length = reader.Read7BitEncodedInt();
        var bytes = reader.ReadBytes(length is >= 0 and <= LongestText ? length : throw new FormatException($"a text of {length} bytes is stated"));
        return bytes.Length == length ? Encoding.UTF8.GetString(bytes) : throw new EndOfStreamException();
    }

    private static Duration Delta(BinaryReader reader) => new(UnZigZag(reader.Read7BitEncodedInt64()));

    private static ThreadSnapshot ReadSnapshot(BinaryReader reader, Dictionary<ThreadId, ThreadSnapshot> last)
    {
        var thread = Thread(reader);
        var flags = (SnapshotFlags)reader.ReadByte();
        var call = Known((SystemCallKind)reader.ReadByte());
        var before = last.GetValueOrDefault(thread);
        var onCpu = Total(before.OnCpu + Delta(reader));
        var runQueue = Total(before.RunQueue + Delta(reader));
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
            _ = Threads(last.Count);
        }

        return snapshot;
    }
}
