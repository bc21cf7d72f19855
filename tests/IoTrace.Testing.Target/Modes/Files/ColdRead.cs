namespace IoTrace.Testing.Target.Modes.Files;

/// <summary>Random 4 KiB reads of a cold file.</summary>
internal static class ColdRead
{
    public static void Start(Run run)
    {
        var isAsync = run.Options.Has("async");
        var threads = run.Options.Number("threads", 1);
        using var file = ColdFile.Open(
            run.Directory,
            "catalog.bin",
            run.Options.Number("size-mb", 256),
            isAsync ? FileOptions.Asynchronous : FileOptions.None);
        var catalog = new Catalog(file);
        run.Ready();
        if (isAsync)
            Task.WhenAll(Enumerable.Range(0, threads).Select(_ => ReadAllAsync(run, catalog))).GetAwaiter().GetResult();
        else
            Parallelism.OnThreads(threads, "reader", _ => ReadAll(run, catalog));
    }

    private static void ReadAll(Run run, Catalog catalog)
    {
        var block = new byte[ColdFile.Block];
        while (run.Goes)
        {
            catalog.Lookup(block);
            run.Count();
        }
    }

    private static async Task ReadAllAsync(Run run, Catalog catalog)
    {
        var block = new byte[ColdFile.Block];
        while (run.Goes)
        {
            await catalog.LookupAsync(block).ConfigureAwait(false);
            run.Count();
        }
    }
}
