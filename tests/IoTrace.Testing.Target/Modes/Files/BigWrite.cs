namespace IoTrace.Testing.Target.Modes.Files;

/// <summary>
/// Buffered one-megabyte writes without a flush, each thread to a file of its own. They wait only where the kernel holds writers
/// back: on a slow device whose share of dirty pages is small.
/// </summary>
internal static class BigWrite
{
    public static void Start(Run run)
    {
        var isAsync = run.Options.Has("async");
        var data = new byte[run.Options.Number("buffer", 1 << 20)];
        Array.Fill(data, (byte)0x5A);
        var exports = Enumerable.Range(0, run.Options.Number("threads", 1))
            .Select(i => new Export(run.OwnFile($"{i}-export.bin"), data, (long)run.Options.Number("size-mb", 256) << 20, isAsync))
            .ToList();
        // The first writes only fill the allowance of dirty pages; the steady phase begins behind them.
        var fill = ((long)run.Options.Number("fill-mb", 0) << 20) / exports.Count;
        exports.ForEach(e => e.Fill(fill));
        run.Ready();
        if (isAsync)
            Task.WhenAll(exports.Select(e => WriteAllAsync(run, e))).GetAwaiter().GetResult();
        else
            Parallelism.OnThreads(exports.Count, "exporter", i => WriteAll(run, exports[i]));

        exports.ForEach(e => e.Dispose());
    }

    private static void WriteAll(Run run, Export export)
    {
        while (run.Goes)
        {
            export.Write();
            run.Count();
        }
    }

    private static async Task WriteAllAsync(Run run, Export export)
    {
        while (run.Goes)
        {
            await export.WriteAsync().ConfigureAwait(false);
            run.Count();
        }
    }
}

/// <summary>User code around the write; the name profiles must show.</summary>
internal sealed class Export(string path, byte[] data, long wrap, bool isAsync) : IDisposable
{
    private readonly FileStream _file = new(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0, isAsync);

    public void Fill(long bytes)
    {
        for (var i = 0L; i < bytes; i += data.Length) Write();
    }

    public void Write()
    {
        StartOver();
        _file.Write(data);
    }

    public async Task WriteAsync()
    {
        StartOver();
        await _file.WriteAsync(data).ConfigureAwait(false);
    }

    public void Dispose()
    {
        _file.Dispose();
        File.Delete(path);
    }

    private void StartOver()
    {
        if (_file.Position >= wrap) _file.Position = 0;
    }
}
