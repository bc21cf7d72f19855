using System.Buffers.Binary;
using System.IO.Compression;

namespace IoTrace.Fuzz;

/// <summary>Makes damaged files out of whole ones. The same number always makes the same file.</summary>
internal static class Mutator
{
    private static readonly int[] Telling = [0, 1, -1, 127, 128, 255, 256, 32767, 32768, 65535, 65536, int.MaxValue, int.MinValue, 0x7fffff00, 0x00ffffff];

    /// <summary>A damaged file.</summary>
    public static byte[] Of(byte[] seed, int number)
    {
        var random = new Random(number);
        var isArchive = seed.AsSpan().StartsWith("PK"u8);
        return isArchive && random.Next(5) != 0 ? Member(seed, random) : Bytes(seed, random);
    }

    /// <summary>One or two members of an archive are damaged, or made as long as an archive can hide; the archive around them is whole.</summary>
    private static byte[] Member(byte[] seed, Random random)
    {
        var members = Unpack(seed);
        for (var times = random.Next(1, 3); times > 0; times--)
        {
            var name = members.Keys.ElementAt(random.Next(members.Count));
            members[name] = random.Next(12) switch
            {
                // Made long by the damage before: enough of it.
                _ when members[name].Length > 1 << 20 => members[name],
                0 => [],
                1 => Repeated(members[name], random),
                2 => members.Values.ElementAt(random.Next(members.Count)),
                _ when name == "manifest.json" => Text(members[name], random),
                _ when name == "probe.final" => Text(members[name], random),
                _ => Bytes(members[name], random),
            };
        }

        return Pack(members);
    }

    private static byte[] Bytes(byte[] seed, Random random)
    {
        if (seed.Length == 0)
        {
            return [1, 2, 3];
        }

        var bytes = seed.ToArray();
        for (var times = 1 << random.Next(0, 6); times > 0 && bytes.Length > 0; times--)
        {
            // The start says more than the rest: half of all damage goes there.
            var at = random.Next(2) == 0 ? random.Next(bytes.Length) : random.Next(Math.Min(bytes.Length, 4096));
            switch (random.Next(8))
            {
                case 0 or 1:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 2:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 3 or 4 when at + sizeof(int) <= bytes.Length:
                    BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(at), Telling[random.Next(Telling.Length)]);
                    break;
                case 5:
                    bytes.AsSpan(at, Math.Min(bytes.Length - at, random.Next(64))).Fill((byte)(random.Next(2) * 255));
                    break;
                case 6:
                    var length = Math.Min(bytes.Length - at, random.Next(1, 2048));
                    bytes = [.. bytes[..at], .. bytes[(random.Next(2) * at)..(at + length)], .. bytes[at..]];
                    break;
                default:
                    bytes = random.Next(4) == 0 ? bytes[..Math.Max(1, at)] : [.. bytes[..at], .. bytes[Math.Min(bytes.Length, at + random.Next(64))..]];
                    break;
            }

            // Copies of copies: a file of many megabytes would only say that it takes longer.
            if (bytes.Length > 4 << 20)
            {
                break;
            }
        }

        return bytes;
    }

    /// <summary>Numbers are replaced by such as nobody expects, lines are repeated, and characters are lost.</summary>
    private static byte[] Text(byte[] seed, Random random)
    {
        string[] numbers = ["-1", "0", "9223372036854775807", "-9223372036854775808", "1e308", "99999999999999999999", "NaN", "null", "[]", "{}", "\"\""];
        var text = System.Text.Encoding.UTF8.GetString(seed);
        var found = System.Text.RegularExpressions.Regex.Matches(text, @"-?\d+(\.\d+)?");
        if (found.Count == 0 || random.Next(3) == 0)
        {
            return Bytes(seed, random);
        }

        var chosen = found[random.Next(found.Count)];
        text = text.Remove(chosen.Index, chosen.Length).Insert(chosen.Index, numbers[random.Next(numbers.Length)]);
        return System.Text.Encoding.UTF8.GetBytes(random.Next(4) == 0 ? string.Concat(Enumerable.Repeat(text, random.Next(1, 200))) : text);
    }

    private static byte[] Repeated(byte[] member, Random random)
    {
        const int Longest = 16 << 20;
        var from = random.Next(Math.Max(1, member.Length));
        var part = member.AsSpan(from, Math.Min(member.Length - from, random.Next(1, 4096)));
        var bytes = new byte[part.IsEmpty ? from : from + (Longest / part.Length * part.Length)];
        member.AsSpan(0, from).CopyTo(bytes);
        for (var at = from; at < bytes.Length; at += part.Length)
        {
            part.CopyTo(bytes.AsSpan(at));
        }

        return bytes;
    }

    private static Dictionary<string, byte[]> Unpack(byte[] archive)
    {
        using var zip = new ZipArchive(new MemoryStream(archive));
        return zip.Entries.ToDictionary(entry => entry.FullName, entry =>
        {
            using var stream = entry.Open();
            var bytes = new MemoryStream();
            stream.CopyTo(bytes);
            return bytes.ToArray();
        });
    }

    private static byte[] Pack(Dictionary<string, byte[]> members)
    {
        var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in members)
            {
                using var stream = zip.CreateEntry(name, CompressionLevel.Fastest).Open();
                stream.Write(content);
            }
        }

        return bytes.ToArray();
    }
}
