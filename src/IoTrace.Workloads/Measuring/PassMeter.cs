using System.Diagnostics;

namespace IoTrace.Workloads.Measuring;

/// <summary>Time and resources of one pass, summed over the stretches in which it runs.</summary>
internal sealed class PassMeter
{
    private TimeSpan elapsed;
    private ResourceUse before = ResourceUse.None;
    private long start;
    private bool runs;

    /// <summary>So far, the stretch that runs included.</summary>
    public TimeSpan Elapsed => runs ? elapsed + Stopwatch.GetElapsedTime(start) : elapsed;

    /// <summary>Of the stretches that are over.</summary>
    public ResourceUse Used { get; private set; } = ResourceUse.None;

    public void Start()
    {
        before = ResourceUse.Now();
        (start, runs) = (Stopwatch.GetTimestamp(), true);
    }

    public void Stop()
    {
        (elapsed, runs) = (Elapsed, false);
        Used = Used.Plus(ResourceUse.Now().Since(before));
    }
}
