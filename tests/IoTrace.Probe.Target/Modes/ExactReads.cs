using System.Diagnostics;

namespace IoTrace.Probe.Target.Modes;

/// <summary>Several threads read as fast as they can and say how often: the probe must have counted each one.</summary>
internal static class ExactReads
{
    public static int Run(string[] arguments)
    {
        var folder = arguments[0];
        var threads = int.Parse(arguments[1]);
        var each = int.Parse(arguments[2]);
        for (var i = 0; i < 2; i++)
            File.WriteAllBytes(Path.Combine(folder, $"exact{i}"), new byte[4096]);
        Handshake.Wait();
        var watch = Stopwatch.StartNew();
        var workers = Enumerable.Range(0, threads).Select(index => new Thread(() => Read(folder, index, each))).ToList();
        workers.ForEach(worker => worker.Start());
        workers.ForEach(worker => worker.Join());
        return Handshake.Done($"{(long)threads * each} {(long)threads * each / watch.Elapsed.TotalSeconds:F0}");
    }

    private static void Read(string folder, int index, int each)
    {
        var block = new byte[512];
        using var file = File.OpenHandle(Path.Combine(folder, $"exact{index % 2}"));
        for (var i = 0; i < each; i++)
            RandomAccess.Read(file, block.AsSpan(0, 1 + (i & 255)), 0);
    }
}
