using System.Diagnostics;

namespace IoTrace.Probe.Target.Modes;

/// <summary>Times its own syncs, large writes and large reads with a stopwatch: nanoseconds for each.</summary>
internal static class TimedOperations
{
    public static int Run(string[] arguments)
    {
        var path = Path.Combine(arguments[0], "timed");
        var block = new byte[1 << 20];
        Handshake.Wait();
        using var file = File.OpenHandle(path, FileMode.Create, FileAccess.ReadWrite);
        long writing = 0, syncing = 0, reading = 0;
        for (var i = 0; i < 100; i++)
        {
            writing += Time(() => RandomAccess.Write(file, block, 0));
            syncing += Time(() => RandomAccess.FlushToDisk(file));
            reading += Time(() => RandomAccess.Read(file, block, 0));
        }
        return Handshake.Done($"{writing} {syncing} {reading}");
    }

    private static long Time(Action action)
    {
        var start = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetTimestamp() - start;
    }
}
