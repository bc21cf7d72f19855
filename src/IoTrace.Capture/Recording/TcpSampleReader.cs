using System.Collections.Immutable;

using IoTrace.Analysis.Observations;

using static IoTrace.Capture.Recording.OsSampleFormat;

namespace IoTrace.Capture.Recording;

/// <summary>Reads what <see cref="TcpSampleWriter"/> wrote.</summary>
internal sealed class TcpSampleReader(BinaryReader reader)
{
    private readonly Dictionary<int, TcpSample> last = [];

    /// <summary>Reads all but the tag and the time.</summary>
    public TcpLook Read(Timestamp at)
    {
        var complete = reader.ReadBoolean();
        var count = reader.Read7BitEncodedInt();
        var changed = ImmutableArray.CreateBuilder<TcpSample>(Math.Min(count, 4096));
        for (var i = 0; i < count; i++)
        {
            changed.Add(ReadSample(at));
        }

        return new TcpLook(at, complete, changed.ToImmutable());
    }

    private TcpSample ReadSample(Timestamp at)
    {
        var connection = reader.Read7BitEncodedInt();
        var flags = reader.ReadByte();
        var isNew = (flags & (byte)TcpFlags.New) != 0;
        var before = isNew ? default : last.TryGetValue(connection, out var known) ? known : throw new FormatException($"connection {connection} has no endpoint");
        var endpoint = isNew ? OsSampleReader.Text(reader) : before.Endpoint;
        var asked = at + Delta();
        var sample = new TcpSample(
            connection, endpoint, (TcpKind)(flags & ~(byte)TcpFlags.New), asked, asked + Delta(), Delta(), Delta(), Delta(),
            before.BytesHeard + Signed(), before.SegmentsSent + Signed(), before.SegmentsHeard + Signed(), Signed(), Signed());
        if (sample.IsGone)
        {
            last.Remove(connection);
        }
        else
        {
            last[connection] = sample;
        }

        return sample;
    }

    private Duration Delta() => new(Signed());

    private long Signed() => UnZigZag(reader.Read7BitEncodedInt64());
}
