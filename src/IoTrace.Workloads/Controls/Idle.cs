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
        if (context.Left > TimeSpan.Zero)
            await Task.Delay(context.Left, context.Stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

        context.Recorder.Done(began);
    }
}
