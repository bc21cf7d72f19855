using IoTrace.Capture.Keeping;
using IoTrace.Capture.Recording;
using IoTrace.Capture.Targets;

namespace IoTrace.Capture;

/// <summary>Profiles a process that is already running.</summary>
public static class AttachCapture
{
    /// <summary>A runtime with fewer than five free does not answer, and takes more as it tells its events.</summary>
    private const int DescriptorsNeeded = 8;

    private static readonly TimeSpan ProgressInterval = TimeSpan.FromMilliseconds(200);

    /// <summary>
    /// Profiles until <paramref name="duration"/> is over, <paramref name="stop"/> is asked for, or the target ends, whichever is
    /// first. The target runs on in any case.
    /// </summary>
    /// <param name="duration">How long; null for until stopped.</param>
    /// <param name="probe">Whether to load the probe into the target, for exact figures of files and sockets.</param>
    /// <param name="stacks">Whether to sample its stacks, for which its runtime is suspended now and then.</param>
    /// <exception cref="IoTraceException">The target cannot be profiled, with the reason.</exception>
    public static async Task<CapturedProcess> RunAsync(
        ProcessInfo target, TimeSpan? duration, bool probe, bool stacks, TimeProvider time, IProgress<CaptureProgress> progress, CancellationToken stop)
    {
        if (ProcessRoom.FreeDescriptors(target.Pid) is { } free && free < DescriptorsNeeded)
        {
            throw Errors.NoDescriptorsLeft(target.Pid, free, DescriptorsNeeded);
        }

        if (target.Obstacle is { } obstacle)
        {
            throw Errors.Obstructed(target, obstacle);
        }

        SessionKeeper.Ensure();
        var cpuBefore = Environment.CpuUsage.TotalTime;
        var folder = WorkingFolder.Create(target.Pid);
        try
        {
            await RuntimeStart.WaitAsync(target.Pid, time).ConfigureAwait(false);
            var capture = await ProcessCapture.StartAsync(target, folder, new CaptureMode(Attached: true, FromBirth: false, probe, stacks), time, letGo: null).ConfigureAwait(false);
            await using (capture.ConfigureAwait(false))
            {
                await WaitAsync(capture, duration, time, progress, stop).ConfigureAwait(false);
                var toolCpu = (Environment.CpuUsage.TotalTime - cpuBefore).TotalSeconds;
                var manifest = await capture.StopAsync(exitCode: null, toolCpu).ConfigureAwait(false);
                return new CapturedProcess(folder, manifest, capture.WriteFailure);
            }
        }
        catch
        {
            folder.Delete();
            throw;
        }
    }

    private static async Task WaitAsync(
        ProcessCapture capture, TimeSpan? duration, TimeProvider time, IProgress<CaptureProgress> progress, CancellationToken stop)
    {
        var start = time.GetTimestamp();
        while (!stop.IsCancellationRequested)
        {
            var elapsed = time.GetElapsedTime(start);
            progress.Report(new CaptureProgress($"{capture.Target.Name} ({capture.Target.Pid})", elapsed, duration, capture.Bytes, 1));
            var rest = duration is { } total && total - elapsed < ProgressInterval ? total - elapsed : ProgressInterval;
            if (rest <= TimeSpan.Zero)
            {
                return;
            }

            var tick = Task.Delay(rest, time, stop);
            if (await Task.WhenAny(tick, capture.TargetGone).ConfigureAwait(false) == capture.TargetGone)
            {
                if (!capture.IsCutShort)
                {
                    capture.Note("The target ended while it was profiled.");
                }

                return;
            }
        }
    }
}
