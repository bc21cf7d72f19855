using System.Buffers;
using System.Text;

namespace IoTrace.Reports.Pprof;

/// <summary>Writes the two wire types of protocol buffers that a profile needs: varints and length-delimited fields.</summary>
internal sealed class ProtoWriter
{
    private const int Varint = 0;
    private const int LengthDelimited = 2;

    private readonly ArrayBufferWriter<byte> bytes = new();

    /// <summary>A number; zero is the default and is not written.</summary>
    public void Number(int field, long value)
    {
        if (value == 0)
            return;

        Tag(field, Varint);
        WriteVarint((ulong)value);
    }

    /// <summary>Repeated numbers, packed.</summary>
    public void Numbers(int field, IEnumerable<long> values)
    {
        var packed = new ProtoWriter();
        foreach (var value in values)
            packed.WriteVarint((ulong)value);
        Message(field, packed);
    }

    public void Text(int field, string value) => Bytes(field, Encoding.UTF8.GetBytes(value));

    public void Message(int field, ProtoWriter message) => Bytes(field, message.bytes.WrittenSpan);

    public void CopyTo(Stream output) => output.Write(bytes.WrittenSpan);

    private void Bytes(int field, ReadOnlySpan<byte> value)
    {
        Tag(field, LengthDelimited);
        WriteVarint((ulong)value.Length);
        bytes.Write(value);
    }

    private void Tag(int field, int type) => WriteVarint((ulong)((field << 3) | type));

    private void WriteVarint(ulong value)
    {
        for (; value >= 0x80; value >>= 7)
            bytes.Write([(byte)(value | 0x80)]);
        bytes.Write([(byte)value]);
    }
}
