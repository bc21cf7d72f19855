using System.Text;

using IoTrace.Capture.Runtime;

namespace IoTrace.Capture.Recording;

/// <summary>
/// Reads the shortest of all event streams, to nowhere: what the reader needs (its parsers, and the hash that turns a provider's name
/// into its id, which brings in OpenSSL) is loaded before there is anything to read.
/// </summary>
public static class ReaderRehearsal
{
    /// <summary>Reads it once; takes some 50 ms in a new process.</summary>
    public static void Run()
    {
        var methods = new MethodMap();
        foreach (var _ in NetTrace.Read(() => new MemoryStream(EmptyStream()), RecordingNames.Runtime, methods, new StackTable(methods)))
        {
            // Nothing is in it.
        }
    }

    /// <summary>A stream of version 4 with its header and no event.</summary>
    internal static byte[] EmptyStream()
    {
        const byte Null = 1;
        const byte BeginObject = 5;
        const byte EndObject = 6;
        var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        writer.Write("Nettrace"u8);
        WriteText("!FastSerialization.1");
        writer.Write([BeginObject, BeginObject, Null]);
        writer.Write(4); // version
        writer.Write(4); // oldest reader
        WriteText("Trace");
        writer.Write(EndObject);
        foreach (var part in (ReadOnlySpan<short>)[2000, 1, 6, 1, 0, 0, 0, 0])
        {
            writer.Write(part); // start: year, month, day of week, day, hour, minute, second, millisecond
        }

        writer.Write(0L); // start in ticks
        writer.Write(1_000_000_000L); // ticks a second
        writer.Write(8); // bytes of a pointer
        writer.Write(1); // process id
        writer.Write(1); // processors
        writer.Write(1_000_000); // nanoseconds between samples
        writer.Write([EndObject, Null]);
        return stream.ToArray();

        void WriteText(string text)
        {
            writer.Write(text.Length);
            writer.Write(Encoding.ASCII.GetBytes(text));
        }
    }
}
