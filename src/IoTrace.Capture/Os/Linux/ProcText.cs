using System.Buffers.Text;
using System.Globalization;

namespace IoTrace.Capture.Os.Linux;

/// <summary>Parses procfs text in place, without allocating: it is read thousands of times a second.</summary>
internal static class ProcText
{
    /// <summary>The numbers in the kernel's list format: "0-3,8" is 0, 1, 2, 3 and 8. What is no such list has none.</summary>
    public static IReadOnlySet<int> NumbersOf(string list)
    {
        var numbers = new HashSet<int>();
        foreach (var range in list.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var ends = range.Split('-', 2);
            if (int.TryParse(ends[0], CultureInfo.InvariantCulture, out var first) && int.TryParse(ends[^1], CultureInfo.InvariantCulture, out var last))
            {
                numbers.UnionWith(Enumerable.Range(first, Math.Max(0, last - first + 1)));
            }
        }

        return numbers;
    }

    /// <summary>The first number of a line and the rest behind it; -1 when there is none.</summary>
    public static long NextNumber(ref ReadOnlySpan<byte> text)
    {
        text = text.TrimStart((byte)' ');
        if (!Utf8Parser.TryParse(text, out long value, out var used))
        {
            return -1;
        }

        text = text[used..];
        return value;
    }

    /// <summary>The next field as hexadecimal with a 0x prefix; 0 when there is none.</summary>
    public static ulong NextHex(ref ReadOnlySpan<byte> text)
    {
        text = text.TrimStart((byte)' ');
        if (text.StartsWith("0x"u8))
        {
            text = text[2..];
        }

        if (!Utf8Parser.TryParse(text, out ulong value, out var used, 'x'))
        {
            return 0;
        }

        text = text[used..];
        return value;
    }

    /// <summary>
    /// What follows the command name of a <c>stat</c> line, from field 3 (state) on. The name stands in parentheses and may
    /// hold anything, parentheses and newlines included.
    /// </summary>
    public static ReadOnlySpan<byte> AfterCommand(ReadOnlySpan<byte> stat)
    {
        var close = stat.LastIndexOf((byte)')');
        return close < 0 || close + 2 > stat.Length ? [] : stat[(close + 2)..];
    }

    /// <summary>Skips <paramref name="count"/> space-separated fields.</summary>
    public static ReadOnlySpan<byte> Skip(ReadOnlySpan<byte> text, int count)
    {
        for (; count > 0; count--)
        {
            var space = text.IndexOf((byte)' ');
            if (space < 0)
            {
                return [];
            }

            text = text[(space + 1)..];
        }

        return text;
    }

    /// <summary>The number behind <c>key: </c> or <c>key </c> at the start of a line; null when the key is not there.</summary>
    public static long? Value(ReadOnlySpan<byte> text, ReadOnlySpan<byte> key)
    {
        while (!text.IsEmpty)
        {
            var end = text.IndexOf((byte)'\n');
            var line = end < 0 ? text : text[..end];
            if (line.StartsWith(key) && line.Length > key.Length && line[key.Length] is (byte)':' or (byte)' ')
            {
                var rest = line[(key.Length + 1)..].TrimStart(" \t"u8);
                return Utf8Parser.TryParse(rest, out long value, out _) ? value : null;
            }

            text = end < 0 ? [] : text[(end + 1)..];
        }

        return null;
    }
}
