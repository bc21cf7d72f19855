using IoTrace.Analysis.Observations;

namespace IoTrace.Capture.Os.Linux;

/// <summary>
/// Decides how long the sampler rests between sweeps: as short as the base interval where sweeps are cheap, longer where they
/// are not, so that the sampler takes at most a set share of one processor.
/// </summary>
internal sealed class SamplingPace(Duration shortest, Duration longest, double budget)
{
    private double smoothedCost;

    /// <summary>The rest after a sweep that cost <paramref name="sweepCpu"/> of processor time.</summary>
    public Duration Next(Duration sweepCpu)
    {
        // Half-life of about seven sweeps: follows a growing number of threads at once, without jumping at a single outlier.
        smoothedCost = smoothedCost == 0 ? sweepCpu.Nanoseconds : (0.9 * smoothedCost) + (0.1 * sweepCpu.Nanoseconds);
        var needed = new Duration((long)(smoothedCost / budget));
        return needed < shortest ? shortest : needed > longest ? longest : needed;
    }
}
