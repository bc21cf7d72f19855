using IoTrace.Analysis.Observations;

namespace IoTrace.Capture.Recording;

/// <summary>
/// When to tell of events that were dropped, and among how many. The library finds a gap when it reads the block behind it, which is
/// before it delivers the events ahead of the gap that were read with it: so a loss is told at once, and again when all of that has come.
/// </summary>
internal sealed class LossNotices
{
    /// <summary>
    /// The runtime writes its buffers out some ten times a second, and all that is written at a time is put in order together. A writer
    /// that is late takes a few times that.
    /// </summary>
    private static readonly Duration WrittenTogether = Duration.FromSeconds(1);

    private long dropped;
    private long delivered;
    private bool due;
    private bool any;
    private Timestamp? again;

    /// <summary>An event was delivered, and so many were found to be dropped since the one before. Returns whether that is to be told.</summary>
    /// <param name="latest">The time of the latest observation.</param>
    public bool Delivered(long lost, Timestamp latest)
    {
        delivered++;
        return Found(lost, latest);
    }

    /// <summary>The same where no event follows.</summary>
    public bool Found(long lost, Timestamp latest)
    {
        if (lost == 0 && !(again is { } time && latest >= time))
        {
            return false;
        }

        dropped += lost;
        again = null;
        return due = any = true;
    }

    /// <summary>What is to be told with the observation that comes next, which has a time; null when nothing is.</summary>
    public EventsDropped? Take(Timestamp at)
    {
        if (!due)
        {
            return null;
        }

        again = dropped > 0 ? at + WrittenTogether : null;
        return Told(at);
    }

    /// <summary>The events that came after the last loss, so that its size can be judged by all; null where nothing was lost.</summary>
    public EventsDropped? Rest(Timestamp at) => any && delivered > 0 ? Told(at) with { OfRequests = false } : null;

    private EventsDropped Told(Timestamp at)
    {
        var told = new EventsDropped(at, dropped) { Delivered = delivered };
        (dropped, delivered, due) = (0, 0, false);
        return told;
    }
}
