using IoTrace.Analysis.Results;

namespace IoTrace.Analysis.Verdicts.Rules;

/// <summary>Input or output that never waits: page-cache copies and the overhead of system calls.</summary>
internal sealed class KernelIoRule() : CauseRule(Cause.CpuKernelIo)
{
    /// <summary>
    /// Seconds of a processor that a read or write takes at most besides copying, on a slow machine with all mitigations: so much kernel
    /// time may be due to the calls that were counted, whatever the stacks have shown of it.
    /// </summary>
    private const double MostOfACall = 3e-6;

    /// <summary>Bytes a second that a slow processor copies.</summary>
    private const double SlowestCopy = 1e9;

    public override double Share(in Features features) => Of(features);

    /// <summary>The share of the wall clock; together with the work inside calls that wait never more than there is of processor work.</summary>
    public static double Of(in Features features)
    {
        var window = features.Window;
        var inCalls = window.CallsCounted ? features.Copied : features.CpuInPlainCalls();
        var waiting = features.CpuInWaitingCalls();
        var kernel = Math.Max(0, features.Wall[ThreadState.CpuKernel] - waiting);
        return Math.Max(inCalls, Math.Min(kernel, (window.CallsCounted ? inCalls : 0) + (window.Calls.Uncounted * OfVolume(window))));
    }

    /// <summary>Processors that the counted calls may have kept busy; 0 where none were counted.</summary>
    private static double OfVolume(WindowFeatures window) => window.Volume is { Seconds: > 0 } volume
        ? (((volume.ReadCalls + volume.WriteCalls) * MostOfACall) + ((volume.ReadBytes + volume.WrittenBytes) / SlowestCopy)) / volume.Seconds
        : 0;
}
