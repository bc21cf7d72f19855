using IoTrace.Analysis.Observations;

namespace IoTrace.Capture.Os.Linux;

/// <summary>
/// What looks at one connection tell over time: whether an answer is due on it. On some, such as that of a log shipper, only one side
/// ever speaks; it speaks again although nobody has answered.
/// </summary>
internal sealed class Conversation
{
    /// <summary>So many segments out and not a byte in: nobody answers.</summary>
    private const uint ManySegments = 10;

    /// <summary>Spoken again so often, after a pause and unanswered: nobody answers. Once may be two questions at a time.</summary>
    private const int OftenAgain = 2;

    /// <summary>Longer than the pauses within one message.</summary>
    private static readonly Duration Pause = Duration.FromMilliseconds(100);

    /// <summary>Times that differ by less are the same, told in ticks of the kernel's clock.</summary>
    private static readonly Duration Tick = Duration.FromMilliseconds(20);

    private Timestamp? spokeBy;
    private ulong heard;
    private bool paused;
    private int again;

    /// <summary>Takes in a look. Returns when the question was put, if the answer is due; else null.</summary>
    /// <param name="asked">Before the kernel was asked.</param>
    /// <param name="told">After it: on a busy machine that is later by more than pauses take.</param>
    public Timestamp? Unanswered(in TcpSides sides, Timestamp asked, Timestamp told)
    {
        var (earliest, latest) = (asked + (Duration.Zero - sides.SinceSpoken), told + (Duration.Zero - sides.SinceSpoken));
        if (sides.BytesHeard != heard)
        {
            (heard, again) = (sides.BytesHeard, 0);
        }
        else if (paused && !sides.Unacknowledged && spokeBy is { } before && earliest - before > Tick)
        {
            again++;
        }

        (spokeBy, paused) = (latest, sides.SpokeLast && !sides.Unacknowledged && sides.SinceSpoken > Pause);
        return sides.SpokeLast && again < OftenAgain && (heard > 0 || sides.SegmentsSpoken < ManySegments) ? earliest : null;
    }
}
