using System.Diagnostics;

namespace IoTrace.Probe.Target.Modes;

/// <summary>Bare loop of cached 4 KiB reads until told to stop; after each batch: the time and the nanoseconds a read.</summary>
internal static class ReadLoop
{
    private const int Batch = 20_000;

    public static int Run(string[] arguments)
    {
        var block = new byte[4096];
        var seconds = double.Parse(arguments[1]);
        File.WriteAllBytes(arguments[0], new byte[256 * 4096]);
        using var file = File.OpenHandle(arguments[0]);
        Handshake.Wait();
        var lines = new List<string>(1 << 16);
        var end = Stopwatch.GetTimestamp() + (long)(seconds * Stopwatch.Frequency);
        while (Stopwatch.GetTimestamp() < end)
        {
            var start = Stopwatch.GetTimestamp();
            for (var i = 0; i < Batch; i++)
                RandomAccess.Read(file, block, (i & 255) * 4096L);
            var stop = Stopwatch.GetTimestamp();
            lines.Add($"{stop} {(stop - start) / (double)Batch:F1}");
        }
        Console.WriteLine(string.Join('\n', lines));
        return Handshake.Done((lines.Count * Batch).ToString());
    }
}
