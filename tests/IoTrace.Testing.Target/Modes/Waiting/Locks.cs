using IoTrace.Testing.Target.Modes.Cpu;
using IoTrace.Testing.Target.Modes.Files;

namespace IoTrace.Testing.Target.Modes.Waiting;

/// <summary>Several threads that need the same lock; what its holder does with it is the real cause.</summary>
internal static class Locks
{
    /// <summary>The holder sleeps: nothing but the lock keeps the others.</summary>
    public static void Sleep(Run run)
    {
        var period = run.Options.Time("period", 5);
        Contend(run, () => Thread.Sleep(period));
    }

    /// <summary>The holder computes: for a time, or with --steps a fixed amount, which takes longer on a slower processor.</summary>
    public static void Cpu(Run run)
    {
        var period = run.Options.Time("period", 5);
        var steps = run.Options.Number("steps", 0);
        if (steps > 0) Contend(run, () => PriceModel.Outer(steps));
        else Contend(run, () => Busy.For(period));
    }

    /// <summary>The holder makes an order durable.</summary>
    public static void Io(Run run)
    {
        using var store = new OrderStore(run.OwnFile("orders.log"));
        store.Append();
        Contend(run, store.Append);
    }

    private static void Contend(Run run, Action work)
    {
        var till = new Till(work);
        run.Ready();
        Parallelism.OnThreads(run.Options.Number("threads", 4), "cashier", _ =>
        {
            while (run.Goes)
            {
                till.Serve();
                run.Count();
            }
        });
    }
}

/// <summary>User code around the lock; the name profiles must show.</summary>
internal sealed class Till(Action work)
{
    // A plain monitor, because that is what the runtime reports contention events for everywhere.
    private readonly object _drawer = new();

    public void Serve()
    {
        lock (_drawer) work();
    }
}
