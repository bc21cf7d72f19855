using System.Collections.Concurrent;
using System.Diagnostics;

using IoTrace.Workloads.Data;
using IoTrace.Workloads.Measuring;

namespace IoTrace.Workloads.Controls;

/// <summary>Requests that block on a reply, four times more of them than the pool's threads can take.</summary>
public sealed class PoolStarvation : Workload
{
    private const int Overload = 4;

    public override WorkloadInfo Info { get; } = new(
        "pool-starvation", WorkloadGroup.Control, "Work items block the pool's --concurrency threads for --io each, and four times too many arrive.",
        Dials.Concurrency | Dials.Io, new WorkloadSettings { Concurrency = 2, Io = TimeSpan.FromMilliseconds(50) },
        [Expectation.Always("thread-pool-starvation")]);

    public override Task RunAsync(WorkloadContext context)
    {
        var workers = context.Settings.Concurrency;
        using var backend = new Backend(context);
        using var open = new CountdownEvent(1);
        using var threads = PoolThreads.Exactly(workers);
        while (context.Goes)
        {
            open.AddCount();
            var arrived = Recorder.Now();
            ThreadPool.UnsafeQueueUserWorkItem(_ => Handle(arrived, backend, open, context), null);
            // On the thread that came in, which is not the pool's.
            context.Sleep(context.Settings.Io / workers / Overload);
        }

        open.Signal();
        open.Wait();
        return Task.CompletedTask;
    }

    private static void Handle(long arrived, Backend backend, CountdownEvent open, WorkloadContext context)
    {
        // What is still queued when time is up is not worked off.
        if (context.Goes)
        {
            context.Recorder.Dequeued(arrived);
            var began = Recorder.Now();
            backend.AskAsync().Wait();
            // An answer that came because time is up is none.
            if (context.Goes)
                context.Recorder.Done(began);
        }

        open.Signal();
    }

    /// <summary>Answers after a time, or when time is up, from a thread of its own: an answer must not need the pool.</summary>
    private sealed class Backend : IDisposable
    {
        private readonly BlockingCollection<(long Due, TaskCompletionSource Reply)> questions = [];
        private readonly WorkloadContext context;

        public Backend(WorkloadContext context)
        {
            this.context = context;
            new Thread(Answer) { Name = "backend", IsBackground = true }.Start();
        }

        public Task AskAsync()
        {
            var reply = new TaskCompletionSource();
            questions.Add((Stopwatch.GetTimestamp() + (long)(context.Settings.Io.TotalSeconds * Stopwatch.Frequency), reply));
            return reply.Task;
        }

        public void Dispose() => questions.CompleteAdding();

        private void Answer()
        {
            foreach (var (due, reply) in questions.GetConsumingEnumerable())
            {
                context.Sleep(Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), due));
                reply.SetResult();
            }
        }
    }
}
