namespace IoTrace.Analysis.Verdicts;

/// <summary>The shares of the wall clock that are weighed against each other; 0 to 1.</summary>
/// <param name="Io">Inputs and outputs.</param>
/// <param name="Work">Processing.</param>
/// <param name="Kept">Waiting for a processor that others keep busy.</param>
/// <param name="Neither">Locks, timers, nothing to do.</param>
internal readonly record struct Scales(double Io, double Work, double Kept, double Neither)
{
    /// <summary>What the bound <c>cpu</c> has: more processor would shorten either.</summary>
    public double Cpu => Work + Kept;

    /// <summary>All but <see cref="Neither"/>.</summary>
    public double Active => Io + Cpu;

    /// <summary>
    /// The part of inputs, outputs and processing that is input and output; 0 to 1. Threads queue for a processor after a wait as in the
    /// middle of their work, so the queue is left out.
    /// </summary>
    public double Balance => Io / (Io + Work);
}
