using System.Globalization;

namespace IoTrace.Probe.Tests;

/// <summary>The bytes of the pages that hold libSystem.Native.so's import slots, read from outside.</summary>
internal static class ImportSlots
{
    /// <summary>Empty for the moment in which the pages are writable, because slots are being changed.</summary>
    public static string Read(int processId)
    {
        using var memory = File.OpenHandle($"/proc/{processId}/mem");
        var bytes = new List<byte>();
        foreach (var line in File.ReadLines($"/proc/{processId}/maps").Where(IsRelocatedReadOnly))
        {
            var range = line.Split(' ')[0].Split('-').Select(text => long.Parse(text, NumberStyles.HexNumber)).ToArray();
            var part = new byte[range[1] - range[0]];
            Assert.Equal(part.Length, RandomAccess.Read(memory, part, range[0]));
            bytes.AddRange(part);
        }
        return Convert.ToHexString([.. bytes]);
    }

    /// <summary>The dynamic section and the slots are the library's second read-only part, after the code.</summary>
    private static bool IsRelocatedReadOnly(string line) =>
        line.EndsWith("/libSystem.Native.so", StringComparison.Ordinal)
        && line.Split(' ')[1].StartsWith("r-", StringComparison.Ordinal)
        && line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[2] is not "00000000"
        && line.Split(' ')[1][2] != 'x';
}
