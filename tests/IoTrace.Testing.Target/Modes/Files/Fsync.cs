namespace IoTrace.Testing.Target.Modes.Files;

/// <summary>4 KiB write and fsync, in a loop, each thread in a store of its own.</summary>
internal static class Fsync
{
    public static void Start(Run run)
    {
        var isAsync = run.Options.Has("async");
        var stores = Enumerable.Range(0, run.Options.Number("threads", 1))
            .Select(i => new OrderStore(run.OwnFile($"{i}-orders.log"), isAsync ? FileOptions.Asynchronous : FileOptions.None))
            .ToList();
        stores.ForEach(s => s.Append());
        run.Ready();
        if (isAsync)
            Task.WhenAll(stores.Select(s => AppendAllAsync(run, s))).GetAwaiter().GetResult();
        else
            Parallelism.OnThreads(stores.Count, "orders", i => AppendAll(run, stores[i]));

        stores.ForEach(s => s.Dispose());
    }

    private static void AppendAll(Run run, OrderStore store)
    {
        while (run.Goes)
        {
            store.Append();
            run.Count();
        }
    }

    private static async Task AppendAllAsync(Run run, OrderStore store)
    {
        while (run.Goes)
        {
            await store.AppendAsync().ConfigureAwait(false);
            run.Count();
        }
    }
}
