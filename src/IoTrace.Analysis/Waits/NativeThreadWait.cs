using IoTrace.Analysis.Observations;
using IoTrace.Analysis.Timeline;

namespace IoTrace.Analysis.Waits;

/// <summary>
/// A native library has threads of its own, which wake up again and again: what they wait for (a timer, a batch that fills up) nothing tells. It claims no
/// time, and says how far idling can be believed.
/// </summary>
internal sealed class NativeThreadWait(Func<ThreadId, bool> isNative) : WaitSource
{
    /// <summary>Chosen: a thread that wakes up once a second and more does something that another may wait for.</summary>
    private const double OftenPerSecond = 1;

    private readonly Dictionary<ThreadId, int> wakes = [];
    private (Timestamp First, Timestamp Last)? looked;

    public override string Id => "native-thread";

    public override Coverage Coverage => looked is { } span && wakes.Any(w => w.Value >= OftenPerSecond * (span.Last - span.First).Seconds && w.Value > 1 && isNative(w.Key))
        ? new Coverage(Reliability.Guessed, "unless it waits for a native library, whose threads wake up again and again for what nothing tells")
        : Coverage.Full;

    public override void Learn(Observation observation)
    {
        if (observation is ThreadSweep sweep)
        {
            looked = (looked?.First ?? sweep.At, sweep.At);
            foreach (var snapshot in sweep.Changed)
            {
                wakes[snapshot.Thread] = wakes.GetValueOrDefault(snapshot.Thread) + 1;
            }
        }
    }

    public override Claim? At(Instant look) => null;
}
