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

    /// <summary>What the beginning cost (files to open, code to compile) is made up for within this time.</summary>
    private static readonly Duration Horizon = Duration.FromSeconds(5);

    /// <summary>With the square, 75 ms for the beginning leave 10 s of sampling 9 % over its budget; with this, 2 %.</summary>
    private const int Steepness = 4;

    /// <summary>The last look is repeated where it is slow: so many sweeps are kept back for the end.</summary>
    private const int KeptBack = 8;

    private readonly Queue<Duration> recent = new(Window + 1);
    private int warmedUp;
    private Duration spent;

    /// <summary>The rest after a sweep that cost <paramref name="sweepCpu"/> of processor time, this long after the beginning.</summary>
    public Duration Next(Duration sweepCpu, Duration elapsed)
    {
        spent += sweepCpu;
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
        // Whatever the mean leaves out shows in the sum: more than the budget so far makes the rests longer, and so much
        // so that the sum comes near the budget again.
        var pressure = Math.Max(1, (spent.Seconds + (KeptBack * typical / 1e9)) / (budget * Math.Max(elapsed.Seconds, Horizon.Seconds)));
        var needed = new Duration((long)(typical / budget * Math.Pow(pressure, Steepness)));
        return needed < shortest ? shortest : needed > longest ? longest : needed;
    }
}
