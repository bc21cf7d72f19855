using IoTrace.Analysis.Observations;

namespace IoTrace.Analysis.Waits;

/// <summary>
/// What the samples of one connection tell over time: whether an answer is due on it. On some, such as that of a log shipper, only one side
/// ever speaks; it speaks again although nobody has answered.
/// </summary>
internal sealed class Conversation
{
    /// <summary>So many segments out and not a byte in: nobody answers.</summary>
    private const long ManySegments = 10;

    /// <summary>Spoken again so often, after a pause and unanswered: nobody answers. Once may be two questions at a time.</summary>
    private const int OftenAgain = 2;

    /// <summary>Who opens a connection asks first: where each turn has one segment, one more went out than came in while an answer is due.</summary>
    private const long OneQuestion = 1;

    /// <summary>Longer than the pauses within one message.</summary>
    private static readonly Duration Pause = Duration.FromMilliseconds(100);

    /// <summary>Times that differ by less are the same, told in ticks of the kernel's clock.</summary>
    private static readonly Duration Tick = Duration.FromMilliseconds(20);

    /// <summary>
    /// After so long a silence a question that followed an answer within a tick would have been acknowledged, and later than the answer came: kernels
    /// acknowledge after 200 ms at the latest (TCP_DELACK_MAX).
    /// </summary>
    private static readonly Duration Acknowledged = Duration.FromMilliseconds(250);

    private Timestamp? spokeBy;
    private long heard;
    private bool paused;
    private int again;
    private TcpSample last;
    private bool any;
    private Timestamp? unaskedAt;
    private long? balanceWhenDue;
    private long? balanceWhenQuiet;

    /// <summary>The latest sample.</summary>
    public TcpSample Last => last;

    /// <summary>Whether data went out since the look before.</summary>
    public bool Spoke { get; private set; }

    /// <summary>
    /// When more came in than answers to what went out, and not for the first time in a while: the other side sends a long answer or a feed. A sign of life
    /// now and then is no news.
    /// </summary>
    public Timestamp? News { get; private set; }

    /// <summary>Answers that came in over the recording: no more than went out, and no more than came in.</summary>
    public long Exchanges { get; private set; }

    /// <summary>When the process spoke last, at the earliest.</summary>
    public Timestamp SpokeAt => last.IsConnecting ? last.Asked : last.Asked + (Duration.Zero - last.SinceSent);

    /// <summary>Takes in a sample; null where nothing changed since the one before.</summary>
    public void Take(TcpSample? changed)
    {
        Spoke = false;
        if (changed is not { } sample)
        {
            return;
        }

        var (sent, came) = any ? (sample.SegmentsSent - last.SegmentsSent, sample.SegmentsHeard - last.SegmentsHeard) : (0, 0);
        Spoke = sent > 0;
        TakeNews(came - sent, sample.Asked);
        Exchanges += Math.Min(sent, came);
        (last, any) = (sample, true);
        var latest = sample.Answered + (Duration.Zero - sample.SinceSent);
        if (sample.BytesHeard != heard)
        {
            (heard, again) = (sample.BytesHeard, 0);
        }
        else if (paused && sample.Unacknowledged == 0 && spokeBy is { } before && SpokeAt - before > Tick)
        {
            again++;
        }

        if (SpokeLast(sample) is { } due)
        {
            _ = due ? balanceWhenDue = Balance : balanceWhenQuiet = Balance;
        }

        (spokeBy, paused) = (latest, SpokeLast(sample) == true && sample.Unacknowledged == 0 && sample.SinceSent > Pause);
    }

    /// <summary>
    /// By how much more segments went out than came in: where each question and each answer is one segment, it tells whose turn it is although the clock does
    /// not. Compared with what it was when the clock told.
    /// </summary>
    private long Balance => last.SegmentsSent - last.SegmentsHeard;

    private void TakeNews(long unasked, Timestamp at)
    {
        if (unasked > 0)
        {
            News = unasked > 1 || at - unaskedAt <= StreamedAnswerWait.LongestPause ? at : News;
            unaskedAt = at;
        }
    }

    /// <summary>Whose turn it is, as of the latest sample.</summary>
    public Turn At(Timestamp now) => !last.IsTold ? Turn.Untold : SpokeLast(last) switch
    {
        true => again < OftenAgain && (heard > 0 || last.SegmentsSent < ManySegments) ? Turn.Due : Turn.OneWay,
        false => Turn.Quiet,
        null when Balance != balanceWhenQuiet && Balance == (balanceWhenDue ?? OneQuestion) => Turn.Due,
        null => now - last.Asked + last.SinceHeard > Acknowledged ? Turn.Quiet : Turn.Unclear,
    };

    /// <summary>
    /// The clock ticks in milliseconds, or four of them: what was said and answered within a tick has the same times. What is not
    /// acknowledged, or was acknowledged after the answer came, was said after it.
    /// </summary>
    private static bool? SpokeLast(in TcpSample sample) =>
        sample.IsConnecting || sample.Unacknowledged > 0 || sample.Unsent > 0 || sample.SinceSent < sample.SinceHeard || (sample.SegmentsSent > 0 && sample.BytesHeard == 0) ? true
        : sample.SinceSent > sample.SinceHeard || sample.SegmentsSent == 0 ? false
        : sample.SinceAcknowledged < sample.SinceHeard ? true : null;
}
