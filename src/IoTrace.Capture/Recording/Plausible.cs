using IoTrace.Analysis.Observations;

namespace IoTrace.Capture.Recording;

/// <summary>
/// Holds a stream's times against the recording's window. The analysis divides time into slices: a time that is a century off would have
/// it make billions of them.
/// </summary>
internal static class Plausible
{
    /// <summary>A session that is slow to end is read for seconds after the window; nothing takes an hour.</summary>
    private static readonly Duration Slack = Duration.FromSeconds(3600);

    /// <summary>A trace that states no window is not longer than this.</summary>
    private static readonly Duration LongestTrace = Duration.FromSeconds(31.0 * 24 * 3600);

    private static readonly Duration LongestDuration = Duration.FromSeconds(100.0 * 366 * 24 * 3600);

    /// <summary>Whether it can be how long something took, or all threads together.</summary>
    public static bool IsDuration(Duration time) => time >= Duration.Zero && time <= LongestDuration;

    /// <summary>The stream up to the first time that cannot be, where it ends as a damaged one does.</summary>
    /// <param name="window">What the recording says of its window; null for a trace that says nothing.</param>
    public static IEnumerable<Observation> Times(IEnumerable<Observation> stream, string name, RecordingFacts? window)
    {
        var last = window?.Start ?? default;
        var span = window is { Start: { } start, End: { } end } ? (From: Before(start), To: end + Slack) : ((Timestamp From, Timestamp To)?)null;
        foreach (var observation in stream)
        {
            var (from, to) = span ??= (Before(observation.At), observation.At + LongestTrace);
            if (observation.At < from || observation.At > to)
            {
                yield return new StreamTruncated(last, name);
                yield break;
            }

            last = observation.At;
            if (IsPossible(observation, to))
            {
                yield return observation;
            }
        }
    }

    private static Timestamp Before(Timestamp at) => new(at.Nanoseconds - Slack.Nanoseconds);

    private static bool IsPossible(Observation observation, Timestamp to)
    {
        return observation switch
        {
            CallsTimed calls => IsPast(calls.From) && IsPast(calls.To) && calls.From <= calls.To,
            NetworkAwaited awaited => IsPast(awaited.From) && IsPast(awaited.To),
            TcpLook look => look.Changed.All(s => IsPast(s.Asked) && s.Asked <= s.Answered && IsPast(s.Answered) && IsDuration(s.SinceSent) && IsDuration(s.SinceHeard) && IsDuration(s.SinceAcknowledged)
                && s is { BytesHeard: >= 0, SegmentsSent: >= 0, SegmentsHeard: >= 0, Unacknowledged: >= 0, Unsent: >= 0 }),
            OperationTimed timed => IsDuration(timed.Took),
            OperationsCounted counted => counted is { Count: >= 0, Bytes: >= 0, Errors: >= 0 } && IsDuration(counted.Total),
            _ => true,
        };

        // A wait may have begun long before the window.
        bool IsPast(Timestamp at) => at.Nanoseconds >= 0 && at <= to;
    }
}
