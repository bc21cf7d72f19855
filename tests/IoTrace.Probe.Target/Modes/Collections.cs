using System.Diagnostics;

namespace IoTrace.Probe.Target.Modes;

/// <summary>Forces collections, compacting ones too, while thousands of operations are in flight.</summary>
internal static class Collections
{
    public static int Run(string[] arguments)
    {
        var seconds = double.Parse(arguments[1]);
        Handshake.Wait();
        using var load = new BackgroundLoad(arguments[0], 4);
        var collections = 0;
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed.TotalSeconds < seconds)
        {
            var garbage = new List<byte[]>();
            for (var i = 0; i < 200; i++)
                garbage.Add(new byte[1000 + i]);
            GC.Collect(collections % 3, GCCollectionMode.Forced, blocking: true, compacting: collections % 6 == 5);
            GC.KeepAlive(garbage);
            collections++;
        }
        return Handshake.Done($"{load.Stop()} {collections}");
    }
}
