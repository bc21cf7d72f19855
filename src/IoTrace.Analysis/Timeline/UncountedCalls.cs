using IoTrace.Analysis.Results;

namespace IoTrace.Analysis.Timeline;

/// <summary>
/// Calls that wait for files and that nobody counts: there is no probe, a native library makes them, or a page of a mapped file is waited for.
/// </summary>
internal static class UncountedCalls
{
    /// <summary>
    /// What belongs to calls that nobody counts: the kernel's work outside of counted calls, and of the time on the run queue that comes after
    /// waits as much as they are of the waits. Calls that work for longer than they wait are copies, and have neither: where there is twice as
    /// much work as wait, nothing is theirs, and between that and as much work as wait a part. Returns the seconds that were moved.
    /// </summary>
    public static double Infer(ref StateTimes ran, in StateTimes waited, double afterWaits)
    {
        var files = WaitStates.OfFiles(waited);
        if (files <= 0)
        {
            return 0;
        }

        var part = ran[ThreadState.CpuKernel] > files ? Math.Max(0, (2 * files / ran[ThreadState.CpuKernel]) - 1) : 1;
        var kernel = part * ran[ThreadState.CpuKernel];
        var queue = part * ran[ThreadState.Runnable] * afterWaits * files / waited.Total;
        ran[ThreadState.CpuKernel] -= kernel;
        ran[ThreadState.Runnable] -= queue;
        foreach (var state in WaitStates.Files)
        {
            ran[state] += (kernel + queue) * waited[state] / files;
        }

        return kernel + queue;
    }
}
