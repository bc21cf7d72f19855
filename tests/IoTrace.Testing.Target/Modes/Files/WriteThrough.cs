namespace IoTrace.Testing.Target.Modes.Files;

/// <summary>4 KiB writes to a file opened with FileOptions.WriteThrough: the write itself waits for the disk.</summary>
internal static class WriteThrough
{
    public static void Start(Run run)
    {
        var isAsync = run.Options.Has("async");
        var options = FileOptions.WriteThrough | (isAsync ? FileOptions.Asynchronous : FileOptions.None);
        using var store = new OrderStore(run.OwnFile("journal.log"), options);
        store.Write();
        run.Ready();
        if (isAsync) WriteAllAsync(run, store).GetAwaiter().GetResult();
        else WriteAll(run, store);
    }

    private static void WriteAll(Run run, OrderStore store)
    {
        while (run.Goes)
        {
            store.Write();
            run.Count();
        }
    }

    private static async Task WriteAllAsync(Run run, OrderStore store)
    {
        while (run.Goes)
        {
            await store.WriteAsync().ConfigureAwait(false);
            run.Count();
        }
    }
}
