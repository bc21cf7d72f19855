using System.Globalization;

namespace IoTrace.Probe.Native;

/// <summary>One line of /proc/self/maps.</summary>
internal readonly record struct MemoryMap(nint Start, nint End, bool Writable, long FileOffset, string Path)
{
    public static List<MemoryMap> ReadAll()
    {
        var maps = new List<MemoryMap>();
        foreach (var line in File.ReadLines("/proc/self/maps"))
        {
            // start-end perms offset device inode path; the path may hold spaces and is the rest of the line.
            var fields = line.Split(' ', 6, StringSplitOptions.RemoveEmptyEntries);
            var range = fields[0].Split('-');
            maps.Add(new MemoryMap(
                nint.Parse(range[0], NumberStyles.HexNumber, CultureInfo.InvariantCulture),
                nint.Parse(range[1], NumberStyles.HexNumber, CultureInfo.InvariantCulture),
                fields[1][1] == 'w',
                long.Parse(fields[2], NumberStyles.HexNumber, CultureInfo.InvariantCulture),
                fields.Length > 5 ? fields[5].TrimStart() : ""));
        }
        return maps;
    }
}
