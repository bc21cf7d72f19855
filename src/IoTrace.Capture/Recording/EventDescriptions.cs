using System.Buffers.Binary;

namespace IoTrace.Capture.Recording;

/// <summary>
/// Checks a block of event descriptions of the versions before 6: the parser makes an array for every count of fields and recurses into
/// every type within a type.
/// </summary>
internal ref struct EventDescriptions
{
    /// <summary>What EventSource writes nests two or three deep.</summary>
    private const int Deepest = 16;

    /// <summary>A type and an empty name.</summary>
    private const int SmallestField = sizeof(int) + sizeof(char);

    private ReadOnlySpan<byte> rest;

    private EventDescriptions(ReadOnlySpan<byte> content) => rest = content;

    /// <exception cref="InvalidDataException">A description states what it cannot hold.</exception>
    public static void Check(ReadOnlySpan<byte> block)
    {
        var reader = new EventDescriptions(block);
        var header = reader.Int16();
        var compressed = (reader.Int16() & 1) != 0;
        _ = reader.Take(header - (2 * sizeof(short)));
        var size = 0;
        while (!reader.rest.IsEmpty)
        {
            size = compressed ? reader.CompressedHeader(size) : reader.PlainHeader();
            new EventDescriptions(reader.Take(size)).Description();
        }
    }

    private void Description()
    {
        _ = Int32(); // id
        Text(); // provider
        _ = Int32(); // event id
        Text(); // name
        _ = Take(sizeof(long) + sizeof(int) + sizeof(int)); // keywords, version, level
        if (rest.IsEmpty)
        {
            return;
        }

        Fields(0, withLengths: false);
        while (!rest.IsEmpty)
        {
            const byte Parameters = 2;
            var length = Int32();
            var tag = Take(1)[0];
            var content = new EventDescriptions(Take(length));
            if (tag == Parameters)
            {
                content.Fields(0, withLengths: true);
            }
        }
    }

    private void Fields(int depth, bool withLengths)
    {
        var count = Int32();
        if (count < 0 || count > rest.Length / SmallestField || depth > Deepest)
        {
            throw new InvalidDataException($"an event is described with {count} fields in what does not hold them");
        }

        for (var i = 0; i < count; i++)
        {
            if (withLengths)
            {
                var field = new EventDescriptions(Take(Int32() - sizeof(int)));
                field.Text();
                field.Type(depth, withLengths);
            }
            else
            {
                Type(depth, withLengths);
                Text();
            }
        }
    }

    private void Type(int depth, bool withLengths)
    {
        const int Object = 1;
        const int Array = 19;
        switch (Int32())
        {
            case Object:
                Fields(depth + 1, withLengths);
                break;
            case Array when depth < Deepest:
                Type(depth + 1, withLengths);
                break;
            case Array:
                throw new InvalidDataException("an event is described with arrays of arrays without end");
        }
    }

    /// <summary>The length of what follows a header that leaves out what is as in the one before.</summary>
    private int CompressedHeader(int before)
    {
        const int Guid = 16;
        var flags = Take(1)[0];
        Number(flags, 1); // metadata id
        Number(flags, 1 << 1); // sequence number
        Number(flags, 1 << 1); // capturing thread
        Number(flags, 1 << 1); // processor
        Number(flags, 1 << 2); // thread
        Number(flags, 1 << 3); // stack
        Number(0xff, 1); // time
        _ = Take((flags & (1 << 4)) != 0 ? Guid : 0); // activity
        _ = Take((flags & (1 << 5)) != 0 ? Guid : 0); // related activity
        return (flags & (1 << 7)) != 0 ? (int)Number() : before;
    }

    private int PlainHeader()
    {
        const int Before = 76;
        _ = Take(Before);
        return Int32();
    }

    private void Number(byte flags, int flag)
    {
        if ((flags & flag) != 0)
        {
            _ = Number();
        }
    }

    private ulong Number()
    {
        const int Longest = 10;
        var value = 0UL;
        for (var i = 0; i < Longest; i++)
        {
            var part = Take(1)[0];
            value |= (ulong)(part & 0x7f) << (7 * i);
            if ((part & 0x80) == 0)
            {
                return value;
            }
        }

        throw new InvalidDataException("a number does not end");
    }

    private void Text()
    {
        while (Int16() != 0)
        {
            // Up to the zero that ends it.
        }
    }

    private short Int16() => BinaryPrimitives.ReadInt16LittleEndian(Take(sizeof(short)));

    private int Int32() => BinaryPrimitives.ReadInt32LittleEndian(Take(sizeof(int)));

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count < 0 || count > rest.Length)
        {
            throw new InvalidDataException("an event's description does not fit into its block");
        }

        var taken = rest[..count];
        rest = rest[count..];
        return taken;
    }
}
