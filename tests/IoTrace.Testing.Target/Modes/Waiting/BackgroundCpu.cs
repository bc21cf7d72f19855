using IoTrace.Testing.Target.Modes.Cpu;
using IoTrace.Testing.Target.Modes.Files;

namespace IoTrace.Testing.Target.Modes.Waiting;

/// <summary>Main makes orders durable; a thread computes beside it and nobody waits for it. The twin of background-io.</summary>
internal static class BackgroundCpu
{
    public static void Start(Run run)
    {
        using var store = new OrderStore(run.OwnFile("orders.log"));
        store.Append();
        var computer = new Thread(() =>
        {
            while (run.Goes) PriceModel.Outer(10_000);
        })
        { Name = "computer" };
        run.Ready();
        computer.Start();
        while (run.Goes)
        {
            store.Append();
            run.Count();
        }

        computer.Join();
    }
}
