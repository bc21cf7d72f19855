using IoTrace.Analysis.Observations;
using IoTrace.Analysis.Timeline;

namespace IoTrace.Analysis.Attribution;

/// <summary>Spans in which no timer fired for long: what ran down in them were time limits, which nobody waits for.</summary>
internal sealed class TimerSurvey
{
    /// <summary>
    /// Of limits, seconds and minutes are usual; of delays that a program makes between two things that it does, fractions of a second. A
    /// program that does something every few seconds only is as good as one that waits for something else.
    /// </summary>
    private static readonly Duration Long = Duration.FromSeconds(2);

    private readonly List<(Timestamp From, Timestamp To)> limits = [];
    private ThreadId? timer;
    private Timestamp? movedAt;
    private Timestamp? last;

    /// <summary>In order and without overlap.</summary>
    public IReadOnlyList<(Timestamp From, Timestamp To)> Limits => limits;

    public void Take(Observation observation)
    {
        switch (observation)
        {
            case ThreadNamed named when ThreadRoles.Of(named.Name, isMain: false, managed: null) == ThreadRole.Timer:
                timer = named.Thread;
                break;
            case ThreadSweep sweep:
                if (timer is { } thread && sweep.Changed.Any(s => s.Thread == thread))
                {
                    Close(sweep.At);
                    movedAt = sweep.At;
                }

                last = sweep.At;
                break;
        }
    }

    /// <summary>All was taken: the last wait goes on until the end.</summary>
    public void End()
    {
        if (last is { } end)
        {
            Close(end);
        }
    }

    private void Close(Timestamp now)
    {
        if (movedAt is { } from && now - from > Long)
        {
            Spans.Join(limits, from, now);
        }
    }
}
