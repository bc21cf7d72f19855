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

    /// <summary>
    /// What the beginning cost (files to open, code to compile) is made up for by this time, evenly and not at once: most recordings are
    /// shorter, and one that begins with a few looks a second tells little.
    /// </summary>
    private static readonly Duration Horizon = Duration.FromSeconds(10);

    /// <summary>Later on, what the sum is off by is made up for in so long.</summary>
    private static readonly Duration Correction = Duration.FromSeconds(2.5);

    /// <summary>However much there is to make up for, this part of the budget stays for looking.</summary>
    private const double LeastOfBudget = 0.5;

    /// <summary>The last look is repeated where it is slow: so many sweeps are kept back for the end.</summary>
    private const int KeptBack = 8;

    private readonly Queue<Duration> recent = new(Window + 1);
    private int warmedUp;
    private Duration spent;

    /// <summary>The rest after a sweep.</summary>
    /// <param name="sweepCpu">The processor time that it cost.</param>
    /// <param name="besides">The processor time of what was done beside it, which has a pace of its own: it counts in the sum only.</param>
    /// <param name="elapsed">Time since the beginning.</param>
    public Duration Next(Duration sweepCpu, Duration besides, Duration elapsed)
    {
        spent += sweepCpu + besides;
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
        // Whatever the mean leaves out shows in the sum: what is spent beyond the budget so far is saved in the time ahead.
        var saved = (budget * elapsed.Seconds) - spent.Seconds - (KeptBack * typical / 1e9);
        var ahead = Math.Max(Horizon.Seconds - elapsed.Seconds, Correction.Seconds);
        var rate = Math.Clamp(budget + (saved / ahead), LeastOfBudget * budget, budget);
        var needed = new Duration((long)(typical / rate));
        return needed < shortest ? shortest : needed > longest ? longest : needed;
    }
}
