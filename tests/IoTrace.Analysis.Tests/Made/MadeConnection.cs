namespace IoTrace.Analysis.Tests.Made;

/// <summary>A TCP connection that is looked at again and again, as the kernel would count it.</summary>
internal sealed class MadeConnection(string endpoint, int number = 1, bool accepted = false)
{
    private Timestamp? asked;
    private long sent = 1;
    private long heard = 1;

    /// <summary>The process spoke last, so long ago, and what it said has arrived.</summary>
    public TcpSample Asked(Timestamp at, double since)
    {
        var spoke = at + (Duration.Zero - Duration.FromSeconds(since));
        if (asked is not { } before || (spoke - before).Seconds > 0.001)
        {
            sent++;
        }

        asked = spoke;
        return Sample(at, since, since + 0.1);
    }

    /// <summary>The other side spoke last, so long ago.</summary>
    /// <param name="segments">What came in since the look before.</param>
    public TcpSample Answered(Timestamp at, double since, int segments = 0)
    {
        heard += segments;
        return Sample(at, since + 0.1, since);
    }

    /// <summary>The kernel does not tell.</summary>
    public TcpSample Untold(Timestamp at) => Sample(at, 0, 0) with { Kind = TcpKind.None, BytesHeard = 0, SegmentsSent = 0, SegmentsHeard = 0 };

    /// <summary>A complete look at one connection.</summary>
    public static TcpLook Look(Timestamp at, params ReadOnlySpan<TcpSample> changed) => new(at, IsComplete: true, [.. changed]);

    private TcpSample Sample(Timestamp at, double sinceSent, double sinceHeard) => new(
        number, endpoint, TcpKind.Told | (accepted ? TcpKind.Accepted : TcpKind.None), at, at, Duration.FromSeconds(sinceSent), Duration.FromSeconds(sinceHeard),
        Duration.FromSeconds(Math.Min(sinceSent, sinceHeard)), 100 * heard, sent, heard, 0, 0);
}
