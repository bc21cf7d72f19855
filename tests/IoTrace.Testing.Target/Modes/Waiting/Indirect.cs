using System.Collections.Concurrent;
using IoTrace.Testing.Target.Modes.Files;

namespace IoTrace.Testing.Target.Modes.Waiting;

/// <summary>I/O on another thread than main's, on the way to the result or beside it.</summary>
internal static class Indirect
{
    /// <summary>Main is blocked in Task.Wait while a worker does the I/O.</summary>
    public static void MainWaits(Run run)
    {
        using var store = Open(run);
        run.Ready();
        Task.Run(() => AppendAll(run, store, () => run.Count())).Wait();
    }

    /// <summary>Main takes from a queue that stays empty until a thread has done the I/O.</summary>
    public static void QueueWaits(Run run)
    {
        using var store = Open(run);
        using var queue = new BlockingCollection<int>();
        var producer = new Thread(() =>
        {
            AppendAll(run, store, () => queue.Add(1));
            queue.CompleteAdding();
        })
        { Name = "producer" };
        run.Ready();
        producer.Start();
        foreach (var item in queue.GetConsumingEnumerable()) run.Count(item);
        producer.Join();
    }

    /// <summary>Main computes; the same I/O goes on beside it and nobody waits for it.</summary>
    public static void Background(Run run)
    {
        using var store = Open(run);
        var writer = new Thread(() => AppendAll(run, store, () => { })) { Name = "writer" };
        run.Ready();
        writer.Start();
        Busy.Throughout(run);

        writer.Join();
    }

    private static OrderStore Open(Run run)
    {
        var store = new OrderStore(run.OwnFile("orders.log"));
        store.Append();
        return store;
    }

    private static void AppendAll(Run run, OrderStore store, Action then)
    {
        while (run.Goes)
        {
            store.Append();
            then();
        }
    }
}
