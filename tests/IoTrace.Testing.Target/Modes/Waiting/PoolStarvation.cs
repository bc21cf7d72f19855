using System.Collections.Concurrent;
using IoTrace.Testing.Target.Modes.Network;

namespace IoTrace.Testing.Target.Modes.Waiting;

/// <summary>Work items that block the few threads the pool may have, while more work arrives than they can take.</summary>
internal static class PoolStarvation
{
    /// <summary>Each item blocks on a task that a thread outside the pool completes.</summary>
    public static void Start(Run run)
    {
        var period = run.Options.Time("period", 100);
        using var backend = new Backend(period);
        Starve(run, workers: 2, period, () => Handler.Handle(backend));
    }

    /// <summary>
    /// Each item blocks on asynchronous code whose continuation needs a thread of the same pool. None is free, so items
    /// end only because their wait has a limit.
    /// </summary>
    public static void SyncOverAsync(Run run)
    {
        var period = run.Options.Time("period", 100);
        Starve(run, workers: 8, period, () => Handler.HandleOverAsync(period, limit: period * 5));
    }

    /// <summary>Each item blocks in the receive of a socket, as a synchronous client of a database does.</summary>
    public static void Sockets(Run run)
    {
        var period = run.Options.Time("period", 100);
        var terminals = new ConcurrentBag<Terminal>();
        Starve(run, workers: 4, period, () =>
        {
            var terminal = terminals.TryTake(out var kept) ? kept : Terminal.To(run);
            terminal.Ask();
            terminals.Add(terminal);
        });
    }

    private static void Starve(Run run, int workers, TimeSpan period, Action handle)
    {
        workers = run.Options.Number("workers", workers);
        ThreadPool.SetMinThreads(workers, workers);
        ThreadPool.SetMaxThreads(workers, workers);
        run.Ready();
        while (run.Goes)
        {
            ThreadPool.QueueUserWorkItem(_ =>
            {
                handle();
                run.Count();
            });
            // Four times what the workers could take, from a thread that is not the pool's.
            Thread.Sleep(period / workers / 4);
        }

        Run.Say($"queued {ThreadPool.PendingWorkItemCount}");
    }
}
