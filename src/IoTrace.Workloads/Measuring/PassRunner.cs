using System.Diagnostics;

namespace IoTrace.Workloads.Measuring;

/// <summary>Runs a workload in this process: one pass to warm up, then passes until its time is over.</summary>
public static class PassRunner
{
    private static readonly TimeSpan WarmUpLimit = TimeSpan.FromMilliseconds(300);

    /// <summary>An expected failure of the machine is in the result, not thrown.</summary>
    public static async Task<RunResult> RunAsync(Workload workload, WorkloadContext context)
    {
        var passes = new Passes(workload, context);
        try
        {
            // A short run is not to warm up for longer than it measures.
            await passes.RunAsync(context.Settings.Duration < WarmUpLimit ? context.Settings.Duration : WarmUpLimit).ConfigureAwait(false);
            return passes.Result(null);
        }
        catch (OperationCanceledException) when (context.Stop.IsCancellationRequested)
        {
            return passes.Result(null);
        }
        catch (Exception e) when (IsExpected(e) || (e is AggregateException all && all.Flatten().InnerExceptions.All(IsExpected)))
        {
            return passes.Result(e is AggregateException many ? many.Flatten().InnerExceptions[0].Message : e.Message);
        }
    }

    private static bool IsExpected(Exception e) => e is IOException or UnauthorizedAccessException or HttpRequestException;

    private sealed class Passes(Workload workload, WorkloadContext context)
    {
        private readonly LatencyHistogram latencies = new();
        private readonly LatencyHistogram queues = new();
        private PassCounts counts;
        private PassCounts last;
        private PassCounts total;
        private ResourceUse resources = ResourceUse.None;
        private TimeSpan measured;
        private int done;

        public async Task RunAsync(TimeSpan warmUp)
        {
            var recorder = new Recorder();
            await OnceAsync(recorder, warmUp).ConfigureAwait(false);
            do
            {
                recorder = new Recorder(latencies, queues);
                var (elapsed, used) = await OnceAsync(recorder, context.Settings.Duration - measured).ConfigureAwait(false);
                measured += elapsed;
                resources = resources.Plus(used);
                counts += recorder.Counts;
                done++;
            }
            while (measured < context.Settings.Duration && !context.Stop.IsCancellationRequested);
        }

        public RunResult Result(string? error) => new()
        {
            Error = error,
            Interrupted = context.Stop.IsCancellationRequested,
            Passes = done,
            Seconds = measured.TotalSeconds,
            Counts = counts,
            LastPass = last,
            Total = total,
            Operation = latencies.Summary(),
            Queue = queues.Summary(),
            Resources = resources,
        };

        private async Task<(TimeSpan Elapsed, ResourceUse Used)> OnceAsync(Recorder recorder, TimeSpan limit)
        {
            context.Stop.ThrowIfCancellationRequested();
            workload.Reset(context);
            var meter = new PassMeter();
            meter.Start();
            context.BeginPass(recorder, meter, limit);
            try
            {
                await workload.RunAsync(context).ConfigureAwait(false);
            }
            finally
            {
                last = recorder.Counts;
                total += last;
            }

            Waste(meter.Elapsed * context.Settings.Delay);
            meter.Stop();
            return (meter.Elapsed, meter.Used);
        }

        private static void Waste(TimeSpan time)
        {
            for (var start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start) < time;)
                Thread.SpinWait(20);
        }
    }
}
