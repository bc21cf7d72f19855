using IoTrace.Testing.Target.Modes.Files;

namespace IoTrace.Testing.Target.Modes.Waiting;

/// <summary>Main is blocked in Task.Wait while a worker does the I/O.</summary>
internal static class MainWaits
{
    public static void Start(Run run)
    {
        using var store = new OrderStore(run.OwnFile("orders.log"));
        store.Append();
        run.Ready();
        Task.Run(() =>
        {
            while (run.Goes)
            {
                store.Append();
                run.Count();
            }
        }).Wait();
    }
}
