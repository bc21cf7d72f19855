using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Unicode;
using IoTrace.Probe.Recording;

namespace IoTrace.Probe.Events;

/// <summary>A resource's name as text. Linux paths are bytes: what is no UTF-8 appears as \xHH, so that names stay apart.</summary>
internal static unsafe class ResourceName
{
    public static string Of(Resource* resource)
    {
        var bytes = new ReadOnlySpan<byte>(resource->Name, resource->NameLength);
        return Utf8.IsValid(bytes) ? Encoding.UTF8.GetString(bytes) : Escape(bytes);
    }

    /// <summary>Writes the name and returns its length; what finds no room is left out.</summary>
    public static int Write(Resource* resource, Span<char> target)
    {
        var bytes = new ReadOnlySpan<byte>(resource->Name, resource->NameLength);
        if (Utf8.ToUtf16(bytes, target, out _, out var written, replaceInvalidSequences: false) == OperationStatus.Done)
            return written;
        var text = Escape(bytes);
        var length = Math.Min(text.Length, target.Length - 1);
        text.AsSpan(0, length).CopyTo(target);
        return length;
    }

    private static string Escape(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder(bytes.Length + 16);
        while (!bytes.IsEmpty)
        {
            var status = Rune.DecodeFromUtf8(bytes, out var rune, out var consumed);
            if (status == OperationStatus.Done)
                text.Append(rune.ToString());
            else
            {
                foreach (var value in bytes[..consumed])
                    text.Append(CultureInfo.InvariantCulture, $"\\x{value:X2}");
            }
            bytes = bytes[consumed..];
        }
        return text.ToString();
    }
}
