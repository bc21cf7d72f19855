using IoTrace.Analysis.Observations;

using static IoTrace.Capture.Recording.OsSampleFormat;

namespace IoTrace.Capture.Recording;

/// <summary>Writes looks at TCP connections: counters as deltas to the connection's sample before, its endpoint once.</summary>
internal sealed class TcpSampleWriter(BinaryWriter writer)
{
    private readonly Dictionary<int, TcpSample> last = [];

    /// <summary>Writes all but the tag and the time.</summary>
    public void Write(TcpLook look)
    {
        writer.Write(look.IsComplete);
        writer.Write7BitEncodedInt(look.Changed.Length);
        foreach (var sample in look.Changed)
        {
            Write(look.At, sample);
        }
    }

    private void Write(Timestamp at, in TcpSample sample)
    {
        var known = last.TryGetValue(sample.Connection, out var before) && before.Endpoint == sample.Endpoint;
        before = known ? before : default;
        writer.Write7BitEncodedInt(sample.Connection);
        writer.Write((byte)((byte)sample.Kind | (byte)(known ? TcpFlags.None : TcpFlags.New)));
        if (!known)
        {
            writer.Write(sample.Endpoint);
        }

        Signed((sample.Asked - at).Nanoseconds);
        Signed((sample.Answered - sample.Asked).Nanoseconds);
        Signed(sample.SinceSent.Nanoseconds);
        Signed(sample.SinceHeard.Nanoseconds);
        Signed(sample.SinceAcknowledged.Nanoseconds);
        Signed(sample.BytesHeard - before.BytesHeard);
        Signed(sample.SegmentsSent - before.SegmentsSent);
        Signed(sample.SegmentsHeard - before.SegmentsHeard);
        Signed(sample.Unacknowledged);
        Signed(sample.Unsent);
        if (sample.IsGone)
        {
            last.Remove(sample.Connection);
        }
        else
        {
            last[sample.Connection] = sample;
        }
    }

    private void Signed(long value) => writer.Write7BitEncodedInt64(ZigZag(value));
}
