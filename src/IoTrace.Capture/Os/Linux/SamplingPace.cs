using IoTrace.Analysis.Observations;

namespace IoTrace.Capture.Os.Linux;

/// <summary>
/// Decides how long the sampler rests between sweeps: as short as the base interval where sweeps are cheap, longer where they
/// are not, so that the sampler takes at most a set share of one processor.
/// </summary>
internal sealed class SamplingPace(Duration shortest, Duration longest, double budget)
{
    private const int Window = 9;

    private readonly Queue<Duration> recent = new(Window + 1);

    /// <summary>The rest after a sweep that cost <paramref name="sweepCpu"/> of processor time.</summary>
    public Duration Next(Duration sweepCpu)
    {
        recent.Enqueue(sweepCpu);
        if (recent.Count > Window)
        {
            recent.Dequeue();
        }

        // The median: the first sweeps are compiled while they run, and a single slow one says nothing of the next.
        var typical = recent.Order().ElementAt(recent.Count / 2);
        var needed = new Duration((long)(typical.Nanoseconds / budget));
        return needed < shortest ? shortest : needed > longest ? longest : needed;
    }
}
