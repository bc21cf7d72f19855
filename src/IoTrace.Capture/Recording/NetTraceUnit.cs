using System.Buffers.Binary;

namespace IoTrace.Capture.Recording;

/// <summary>The bytes of one block of a <c>.nettrace</c>, read piece by piece from a stream and kept until the block is whole.</summary>
internal sealed class NetTraceUnit(Stream source, int capacity, int longest)
{
    private byte[] bytes = new byte[capacity];
    private long before;

    /// <summary>How many bytes there are.</summary>
    public int Length { get; private set; }

    /// <summary>How many bytes of the stream were read so far.</summary>
    public long Offset => before + Length;

    public ReadOnlySpan<byte> Bytes => bytes.AsSpan(0, Length);

    /// <summary>Forgets the bytes, for the next block.</summary>
    public void Clear()
    {
        before += Length;
        Length = 0;
    }

    /// <summary>Reads so many bytes more.</summary>
    /// <exception cref="InvalidDataException">There are not so many, or no block is that long.</exception>
    public ReadOnlySpan<byte> Read(int count)
    {
        if (count < 0 || count > longest)
        {
            throw new InvalidDataException($"a block states a length of {count} bytes");
        }

        var start = Length;
        if (start + count > bytes.Length)
        {
            // Grown as the bytes come, so that a length that is not true costs nothing.
            Array.Resize(ref bytes, Math.Min(start + count, bytes.Length * 2));
        }

        while (Length < start + count)
        {
            if (Length == bytes.Length)
            {
                Array.Resize(ref bytes, Math.Min(start + count, bytes.Length * 2));
            }

            var got = source.Read(bytes, Length, Math.Min(bytes.Length, start + count) - Length);
            if (got <= 0)
            {
                throw new InvalidDataException("it stops short");
            }

            Length += got;
        }

        return bytes.AsSpan(start, count);
    }

    public byte ReadByte() => Read(1)[0];

    public int ReadInt32() => BinaryPrimitives.ReadInt32LittleEndian(Read(sizeof(int)));

    /// <summary>Puts a byte in that no stream holds.</summary>
    public void Add(byte value) => bytes[Length++] = value;
}
