namespace IoTrace.Testing.Target.Modes.Files;

/// <summary>4 KiB write and fsync, in a loop.</summary>
internal static class Fsync
{
    public static void Start(Run run)
    {
        var isAsync = run.Options.Has("async");
        using var store = new OrderStore(run.OwnFile("orders.log"), isAsync ? FileOptions.Asynchronous : FileOptions.None);
        store.Append();
        run.Ready();
        if (isAsync) AppendAllAsync(run, store).GetAwaiter().GetResult();
        else AppendAll(run, store);
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
