using IoTrace.Workloads.Measuring;

namespace IoTrace.Workloads.Controls;

/// <summary>Must never be called I/O-bound.</summary>
public sealed class Idle : Workload
{
    public override WorkloadInfo Info { get; } = new(
        "idle", WorkloadGroup.Control, "Waits for its time to be over and does nothing.", Dials.None, new WorkloadSettings(), [Expectation.Always("neither")]);

    public override async Task RunAsync(WorkloadContext context)
    {
        var began = Recorder.Now();
        // A delay is in whole milliseconds, rounded down, and may be over a little early: what is left must not become passes of microseconds.
        while (context.Goes)
            await Task.Delay(TimeSpan.FromMilliseconds(Math.Ceiling(context.Left.TotalMilliseconds)), context.Stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

        context.Recorder.Done(began);
    }
}
