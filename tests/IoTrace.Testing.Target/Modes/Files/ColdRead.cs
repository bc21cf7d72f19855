namespace IoTrace.Testing.Target.Modes.Files;

/// <summary>Random 4 KiB reads of one file, which is cold, or warm.</summary>
internal static class ColdRead
{
    public static void Start(Run run) => Start(run, isWarm: false);

    /// <summary>The twin: the same code over the same file, out of the page cache.</summary>
    public static void StartWarm(Run run) => Start(run, isWarm: true);

    private static void Start(Run run, bool isWarm)
    {
        var isAsync = run.Options.Has("async");
        var threads = run.Options.Number("threads", 1);
        using var file = ColdFile.Open(
            run.Directory,
            "catalog.bin",
            run.Options.Number("size-mb", 256),
            isAsync ? FileOptions.Asynchronous : FileOptions.None);
        if (isWarm) file.Warm();
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
