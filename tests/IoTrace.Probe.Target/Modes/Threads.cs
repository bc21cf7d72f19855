namespace IoTrace.Probe.Target.Modes;

/// <summary>Many threads at once, in waves, so that threads also end while others begin.</summary>
internal static class Threads
{
    public static int Run(string[] arguments)
    {
        var path = Path.Combine(arguments[0], "threads");
        var count = int.Parse(arguments[1]);
        var waves = int.Parse(arguments[2]);
        File.WriteAllBytes(path, new byte[4096]);
        Handshake.Wait();
        for (var wave = 0; wave < waves; wave++)
        {
            using var barrier = new Barrier(count);
            var threads = Enumerable.Range(0, count).Select(_ => new Thread(
                () =>
                {
                    barrier.SignalAndWait();
                    using var file = File.OpenHandle(path);
                    for (var i = 0; i < 100; i++)
                        RandomAccess.Read(file, new byte[64], i);
                },
                256 * 1024)).ToList();
            threads.ForEach(thread => thread.Start());
            threads.ForEach(thread => thread.Join());
        }
        return Handshake.Done($"{count * waves * 100L}");
    }
}
