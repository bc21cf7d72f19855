using IoTrace.Analysis.Observations;
using IoTrace.Analysis.Waits;

namespace IoTrace.Analysis.Tallies;

/// <summary>Requests that the process answered, from the web server's own events: exact.</summary>
internal sealed class RequestTally
{
    private readonly RequestsInFlight inFlight = new();
    private readonly Latencies latencies = new();
    private Timestamp? last;
    private double seconds;
    private long failed;
    private bool any;

    /// <summary>How long the answered requests took.</summary>
    public Latencies Latencies => latencies;

    public long Failed => failed;

    /// <summary>Whether there were any, answered or not.</summary>
    public bool Any => any;

    public void Take(Observation observation)
    {
        if (observation is not (RequestStarted or RequestEnded or { LosesEnds: true }))
        {
            return;
        }

        Advance(observation.At);
        any |= observation is RequestStarted;
        if (inFlight.Take(observation) is { } took)
        {
            latencies.Add(took.Seconds);
            failed += observation is RequestEnded { Failed: true } ? 1 : 0;
        }
    }

    /// <summary>Request-seconds in flight since this was last asked.</summary>
    public double InFlightUntil(Timestamp end)
    {
        Advance(end);
        var taken = seconds;
        seconds = 0;
        return taken;
    }

    private void Advance(Timestamp now)
    {
        if (last is { } before && now > before)
        {
            seconds += (now - before).Seconds * inFlight.Count;
        }

        last = now;
    }
}
