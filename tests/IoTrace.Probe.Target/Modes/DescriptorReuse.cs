namespace IoTrace.Probe.Target.Modes;

/// <summary>
/// Closes and reuses descriptors as fast as it can: each thread writes to files of its own, one byte more for each thread,
/// so that a write that is counted under another's path shows in the bytes.
/// </summary>
internal static class DescriptorReuse
{
    public static int Run(string[] arguments)
    {
        var folder = arguments[0];
        var threads = int.Parse(arguments[1]);
        var rounds = int.Parse(arguments[2]);
        Handshake.Wait();
        var workers = Enumerable.Range(0, threads).Select(index => new Thread(() =>
        {
            var block = new byte[index + 1];
            for (var i = 0; i < rounds; i++)
            {
                using var file = File.OpenHandle(Path.Combine(folder, $"reuse{index}"), FileMode.Create, FileAccess.Write);
                RandomAccess.Write(file, block, 0);
            }
        })).ToList();
        workers.ForEach(worker => worker.Start());
        workers.ForEach(worker => worker.Join());
        return Handshake.Done($"{(long)threads * rounds}");
    }
}
