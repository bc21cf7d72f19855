using IoTrace.Analysis.Results;

namespace IoTrace.Analysis.Verdicts;

/// <summary>
/// The largest share of the wall time that could go away. Upper bounds, under two assumptions: what runs beside the part that goes
/// away neither gets faster nor slower, and nothing new takes its place (a faster disk does not make the processor the limit
/// before the whole wait is gone).
/// </summary>
internal static class WhatIfs
{
    public static WhatIfBounds Of(StateTimes wall, WindowFeatures window, IReadOnlyList<StateTimes> replicates)
    {
        double Io(StateTimes shares) => IoShare(new Features(shares, window));
        double Cpu(StateTimes shares) => 0.5 * CpuShare(shares);
        return new WhatIfBounds(Bound(wall, replicates, Io), Bound(wall, replicates, Cpu));
    }

    /// <summary>Waiting, processor work inside the calls that wait, and in-kernel copying.</summary>
    private static double IoShare(Features features)
    {
        var wall = features.Wall;
        var waiting = wall.Sum(
            ThreadState.FileRead, ThreadState.FileWrite, ThreadState.FileSync, ThreadState.FileMetadata, ThreadState.Network, ThreadState.Pipe);
        var calls = features.PlainCpu * Math.Min(1, WindowFeatures.IoStates.Sum(features.Window.CallShare));
        return Math.Min(1, waiting + calls);
    }

    private static double CpuShare(in StateTimes wall) =>
        wall.Sum(ThreadState.CpuUser, ThreadState.CpuKernel, ThreadState.Gc, ThreadState.Jit, ThreadState.Runnable);

    private static WhatIf Bound(StateTimes wall, IReadOnlyList<StateTimes> replicates, Func<StateTimes, double> figure)
    {
        var value = figure(wall);
        var (low, high) = Resampling.Interval(replicates, figure);
        return new WhatIf(value, Math.Min(low, value), Math.Max(high, value));
    }
}
