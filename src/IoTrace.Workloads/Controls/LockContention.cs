using IoTrace.Workloads.Data;
using IoTrace.Workloads.Measuring;

namespace IoTrace.Workloads.Controls;

/// <summary>Blocked, and neither by a disk nor by a processor.</summary>
public sealed class LockContention : Workload
{
    private static readonly TimeSpan Held = TimeSpan.FromMilliseconds(2);

    // A plain monitor, because that is what the runtime reports contention for in every version.
    private readonly object till = new();
    private long serving;

    public override WorkloadInfo Info { get; } = new(
        "lock-contention", WorkloadGroup.Control, "Several threads need a lock that each holds for 2 ms.", Dials.Concurrency,
        new WorkloadSettings { Concurrency = 4 }, [new("lock-contention", "with more threads than one", s => s.Concurrency > 1)]);

    public override Task RunAsync(WorkloadContext context) => OnThreads.RunAsync(context.Settings.Concurrency, "cashier", () =>
    {
        while (context.Goes)
        {
            var arrived = Recorder.Now();
            lock (till)
            {
                context.Recorder.Dequeued(arrived);
                var began = Recorder.Now();
                if (Interlocked.Increment(ref serving) != 1)
                    context.Recorder.Wrong();

                Thread.Sleep(Held);
                Interlocked.Decrement(ref serving);
                context.Recorder.Done(began);
            }
        }
    });

    public override string? Verify(WorkloadContext context, RunResult result) =>
        result.Total.Wrong == 0 ? null : $"{result.Total.Wrong:N0} times two threads had the lock.";
}
