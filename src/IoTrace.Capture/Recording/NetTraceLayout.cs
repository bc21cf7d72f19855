using System.Buffers.Binary;

namespace IoTrace.Capture.Recording;

/// <summary>How one version of <c>.nettrace</c> divides a stream into blocks.</summary>
internal abstract class NetTraceLayout
{
    private static ReadOnlySpan<byte> Magic => "Nettrace"u8;

    private static ReadOnlySpan<byte> ObjectMagic => "!FastSerialization.1"u8;

    /// <summary>Reads the start of a stream, up to its first block.</summary>
    /// <exception cref="InvalidDataException">It is no stream of a version that can be read.</exception>
    public static NetTraceLayout ReadHeader(NetTraceUnit unit)
    {
        if (!unit.Read(Magic.Length).SequenceEqual(Magic))
        {
            throw new InvalidDataException("it does not begin as a .nettrace does");
        }

        if (unit.ReadInt32() is var length && length == 0)
        {
            _ = unit.Read(2 * sizeof(int)); // major and minor version
            return new NetTraceBlockLayout();
        }

        return length == ObjectMagic.Length && unit.Read(length).SequenceEqual(ObjectMagic)
            ? new NetTraceObjectLayout()
            : throw new InvalidDataException("its header is of no known version");
    }

    /// <summary>Reads one block and checks it.</summary>
    /// <exception cref="InvalidDataException">The block is not whole, or says what cannot be.</exception>
    public abstract NetTraceBlock ReadBlock(NetTraceUnit unit);

    /// <summary>Writes what ends a stream.</summary>
    public abstract void WriteEnd(NetTraceUnit unit);

    /// <summary>A clock of no or negative speed would make every time of the stream meaningless.</summary>
    protected static void CheckTrace(ReadOnlySpan<byte> content)
    {
        const int FrequencyOffset = 24;
        const int PointerOffset = 32;
        if (content.Length < PointerOffset + sizeof(int)
            || BinaryPrimitives.ReadInt64LittleEndian(content[FrequencyOffset..]) is < 1_000 or > 100_000_000_000
            || BinaryPrimitives.ReadInt32LittleEndian(content[PointerOffset..]) is not (4 or 8))
        {
            throw new InvalidDataException("its clock or its size of a pointer cannot be");
        }
    }
}
