using IoTrace.Analysis.Observations;
using IoTrace.Analysis.Results;

namespace IoTrace.Analysis.Tallies;

/// <summary>Collections and their pauses.</summary>
internal sealed class GcTally
{
    private readonly int[] generations = new int[3];
    private Timestamp? pauseStart;
    private double paused;
    private double longest;
    private double allocated;
    private bool any;

    public void Take(Observation observation)
    {
        switch (observation)
        {
            case GcPauseStarted start:
                pauseStart = start.At;
                break;
            case GcPauseEnded end when pauseStart is { } began:
                var seconds = (end.At - began).Seconds;
                paused += seconds;
                longest = Math.Max(longest, seconds);
                pauseStart = null;
                any = true;
                break;
            case { LosesEnds: true }:
                // With its end lost, the pause would span all until the next one's.
                pauseStart = null;
                break;
            case GcCollected collected:
                generations[Math.Clamp(collected.Generation, 0, 2)]++;
                any = true;
                break;
            case GcAllocated tick:
                allocated += tick.Bytes;
                any = true;
                break;
        }
    }

    /// <summary>Null when no collection and no allocation was seen.</summary>
    public GcUsage? Finish() => !any ? null : new GcUsage(
        paused, generations.Sum(), generations[0], generations[1], generations[2], longest > 0 ? longest : null, allocated > 0 ? allocated : null);
}
