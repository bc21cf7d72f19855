using IoTrace.Analysis.Results;

namespace IoTrace.Analysis.Verdicts.Rules;

/// <summary>Input or output that never waits: page-cache copies and the overhead of system calls.</summary>
internal sealed class KernelIoRule() : CauseRule(Cause.CpuKernelIo)
{
    /// <summary>
    /// Without stacks kernel time counts as I/O from this many read and write calls a second on: fewer cannot fill a processor,
    /// even at a page's copy each.
    /// </summary>
    private const double ManyCalls = 1000;

    /// <summary>...or from this volume on, about a twentieth of what one processor copies.</summary>
    private const double ManyBytes = 200e6;

    public override double Share(in Features features)
    {
        var window = features.Window;
        var inCalls = features.PlainCpu * window.NonWaitingCallShare();
        var waiting = features.CpuInWaitingCalls();
        var kernel = Math.Max(0, features.Wall[ThreadState.CpuKernel] - waiting);
        return Math.Max(inCalls, MuchIo(window) ? kernel : 0);
    }

    private static bool MuchIo(WindowFeatures window) => window.Volume is { Seconds: > 0 } volume
        && ((volume.ReadCalls + volume.WriteCalls) / volume.Seconds > ManyCalls
            || (volume.ReadBytes + volume.WrittenBytes) / volume.Seconds > ManyBytes);
}
