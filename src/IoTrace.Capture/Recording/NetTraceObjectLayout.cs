namespace IoTrace.Capture.Recording;

/// <summary>Versions before 6: a block is a serialized object with a type name, a length, and padding to four bytes.</summary>
internal sealed class NetTraceObjectLayout : NetTraceLayout
{
    private const byte Null = 1;
    private const byte BeginObject = 5;
    private const byte EndObject = 6;
    private const int TraceSize = 48;

    public override NetTraceBlock ReadBlock(NetTraceUnit unit)
    {
        if (unit.ReadByte() is var first && first == Null)
        {
            return NetTraceBlock.End;
        }

        Expect(first, BeginObject);
        Expect(unit.ReadByte(), BeginObject);
        Expect(unit.ReadByte(), Null);
        _ = unit.Read(2 * sizeof(int)); // version, oldest reader
        var kind = KindOf(unit.Read(unit.ReadInt32()));
        Expect(unit.ReadByte(), EndObject);
        if (kind == NetTraceBlock.Trace)
        {
            CheckTrace(unit.Read(TraceSize));
        }
        else
        {
            var size = unit.ReadInt32();
            _ = unit.Read((int)(-unit.Offset & 3));
            var content = unit.Read(size);
            if (kind == NetTraceBlock.Metadata)
            {
                EventDescriptions.Check(content);
            }
        }

        Expect(unit.ReadByte(), EndObject);
        return kind;
    }

    public override void WriteEnd(NetTraceUnit unit) => unit.Add(Null);

    private static NetTraceBlock KindOf(ReadOnlySpan<byte> name) =>
        name.SequenceEqual("Trace"u8) ? NetTraceBlock.Trace
        : name.SequenceEqual("EventBlock"u8) ? NetTraceBlock.Event
        : name.SequenceEqual("MetadataBlock"u8) ? NetTraceBlock.Metadata
        : name.SequenceEqual("StackBlock"u8) || name.SequenceEqual("SPBlock"u8) ? NetTraceBlock.Other
        : throw new InvalidDataException("a block is of no known kind");

    private static void Expect(byte found, byte expected)
    {
        if (found != expected)
        {
            throw new InvalidDataException($"a block has {found} where {expected} belongs");
        }
    }
}
