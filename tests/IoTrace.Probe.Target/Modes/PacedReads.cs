using System.Diagnostics;

namespace IoTrace.Probe.Target.Modes;

/// <summary>
/// A fixed amount of work with about 10,000 operations for each second of it: small files written, synced in part, read
/// back, and some computing in between. Prints how long each slice took.
/// </summary>
internal static class PacedReads
{
    public static int Run(string[] arguments)
    {
        var folder = arguments[0];
        var seconds = double.Parse(arguments[1]);
        var block = new byte[4096];
        var path = Path.Combine(folder, "paced");
        File.WriteAllBytes(path, new byte[256 * 4096]);
        Handshake.Wait();
        var lines = new List<string>(1 << 12);
        var operations = 0L;
        using var file = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite);
        var end = Stopwatch.GetTimestamp() + (long)(seconds * Stopwatch.Frequency);
        while (Stopwatch.GetTimestamp() < end)
        {
            var start = Stopwatch.GetTimestamp();
            // 500 operations with about 95 microseconds of work after each: 10,000 a second.
            for (var i = 0; i < 500; i++)
            {
                if (i % 10 == 0)
                    RandomAccess.Write(file, block, (i & 255) * 4096L);
                else
                    RandomAccess.Read(file, block, (i & 255) * 4096L);
                Compute(block);
            }
            operations += 500;
            var stop = Stopwatch.GetTimestamp();
            lines.Add($"{stop} {(stop - start) / 500.0:F1}");
        }
        Console.WriteLine(string.Join('\n', lines));
        return Handshake.Done(operations.ToString());
    }

    private static void Compute(byte[] block)
    {
        uint hash = 2166136261;
        for (var round = 0; round < 25; round++)
        {
            foreach (var value in block)
                hash = (hash ^ value) * 16777619;
        }
        block[hash & 4095] = (byte)hash;
    }
}
