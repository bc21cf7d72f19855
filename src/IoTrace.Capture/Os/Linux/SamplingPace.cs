using IoTrace.Analysis.Observations;

namespace IoTrace.Capture.Os.Linux;

/// <summary>
/// Decides how long the sampler rests between sweeps: as short as the base interval where sweeps are cheap, longer where they
/// are not, so that the sampler takes at most a set share of one processor.
/// </summary>
internal sealed class SamplingPace(Duration shortest, Duration longest, double budget)
{
    private const int Window = 17;

    /// <summary>The first sweeps are compiled while they run: what they cost says nothing of the next.</summary>
    private const int WarmUp = 3;

    private readonly Queue<Duration> recent = new(Window + 1);
    private int warmedUp;

    /// <summary>The rest after a sweep that cost <paramref name="sweepCpu"/> of processor time.</summary>
    public Duration Next(Duration sweepCpu)
    {
        if (warmedUp < WarmUp)
        {
            warmedUp++;
            return shortest;
        }

        recent.Enqueue(sweepCpu);
        if (recent.Count > Window)
        {
            recent.Dequeue();
        }

        // The mean without the slowest: a single slow one says nothing of the next; but every few sweeps list the threads anew, which
        // costs more than the rest and has to count.
        var most = recent.Count > 1 ? recent.Count - 1 : 1;
        var typical = recent.Order().Take(most).Sum(d => d.Nanoseconds) / most;
        var needed = new Duration((long)(typical / budget));
        return needed < shortest ? shortest : needed > longest ? longest : needed;
    }
}
